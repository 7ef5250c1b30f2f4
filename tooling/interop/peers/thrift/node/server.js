// Apache Thrift servers, and what they have seen.

import { once } from "node:events";
import { serverDialect } from "./dialect.js";
import { Interop, Refused, serve, thrift } from "./remote.js";

const seen = new Map();
/** Of the request that is being handled: handlers are only given its arguments. */
let headers = {};

/** Handlers answer at once, by a callback: a promise would let the next message overwrite the header. */
function handler(name, service, sightings) {
  const note = (called) => sightings.push({ function: called, service, headers });
  const noted = (called, answer) => {
    const noting = (...args) => {
      note(called);
      return answer(...args);
    };
    // By their number of arguments, generated code tells callbacks from promises.
    return Object.defineProperty(noting, "length", { value: answer.length });
  };
  const handlers = {
    name: (result) => result(null, name),
    echo: (text, result) => result(null, text),
    echoBinary: (bytes, result) => result(null, bytes),
    echoEverything: (value, result) => result(null, value),
    nothing: (result) => result(null),
    tell: () => {},
    refuse: (reason, code, result) => result(new Refused({ reason, code })),
    crash: (text, result) => result(new Error(text)),
    sleep: (milliseconds, text, result) => setTimeout(() => result(null, text), milliseconds),
  };
  return Object.fromEntries(
    Object.entries(handlers).map(([called, answer]) => [called, noted(called, answer)]),
  );
}

/** Shows the handler the headers, and sends one back. */
function watched(processor, name) {
  return {
    process(input, output) {
      const { trans } = input;
      trans.clearReadHeaders();
      headers = trans.getReadHeaders();
      trans.setWriteHeader("served-by", name);
      processor.process(input, output);
    },
  };
}

async function listen({ name, transport, protocol, services }) {
  const sightings = [];
  const processor = (service) => new Interop.Processor(handler(name, service, sightings));
  let top = processor("");
  if (services.length > 0) {
    top = new thrift.MultiplexedProcessor();
    for (const service of services) top.registerProcessor(service, processor(service));
  }
  const options = serverDialect(transport, protocol);
  const server = thrift.createMultiplexServer(watched(top, name), options);
  server.on("error", (error) => console.error(error));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  seen.set(port, sightings);
  return port;
}

function takeSeen({ port }) {
  return seen.get(port).splice(0);
}

serve({ listen, seen: takeSeen });
