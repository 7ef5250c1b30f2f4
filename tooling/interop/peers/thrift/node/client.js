// A remote control of Apache Thrift clients.

import { once } from "node:events";
import { clientDialect, subprotocol } from "./dialect.js";
import { Interop, serve, thrift } from "./remote.js";
import { fromJson, toJson } from "./values.js";

const FROM_JSON = {
  echoEverything: ([value]) => [fromJson(value)],
  echoBinary: ([bytes]) => [Buffer.from(bytes, "base64")],
};
const TO_JSON = {
  echoEverything: toJson,
  echoBinary: (bytes) => bytes.toString("base64"),
  nothing: () => null,
};

const connections = [];

async function connect({ port, transport, protocol, service }) {
  const connection = thrift.createConnection("127.0.0.1", port, clientDialect(transport, protocol));
  const client =
    service === undefined
      ? thrift.createClient(Interop, connection)
      : new thrift.Multiplexer().createClient(service, Interop, connection);
  if (transport === "header") client.output.setProtocolId(subprotocol(protocol));
  await once(connection, "connect");
  const opened = { connection, client, lost: undefined };
  opened.lost = new Promise((_, reject) => {
    connection.on("error", reject);
    connection.on("close", () => reject(new Error("the connection was closed")));
  });
  opened.lost.catch(() => {}); // told to whoever calls
  connections.push(opened);
  return connections.length;
}

async function call({ connection, function: name, args, headers = {} }) {
  const { client, lost } = connections[connection - 1];
  client.output.clearWriteHeaders();
  for (const [key, value] of Object.entries(headers)) client.output.setWriteHeader(key, value);
  const sent = client[name](...(FROM_JSON[name]?.(args) ?? args));
  if (name === "tell") return { value: null };
  const result = await Promise.race([sent, lost]);
  return { value: (TO_JSON[name] ?? ((value) => value))(result) };
}

function close({ connection }) {
  connections[connection - 1].connection.end();
}

serve({ connect, call, close });
