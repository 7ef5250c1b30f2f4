import { localRateLimit } from "@meltemi/ratelimit";
import { expect, test } from "vitest";
import type { Peer } from "../src/peer.js";
import { qzaProtocol } from "../src/qza-protocol.js";
import type { TestProxy } from "../src/stage.js";
import { openStage } from "./open-stage.js";

const SUB_COMMAND = 64; // offset in the header
const protocol = qzaProtocol();
const TWO_A_MINUTE = { fillInterval: "60s", maxTokens: 2, tokensPerFill: 2 };

async function limited(config: object): Promise<{ proxy: TestProxy; clients: readonly Peer[] }> {
  const stage = openStage(protocol);
  const { server, proxy } = await stage.mesh({
    filters: [localRateLimit()],
    listener: { filters: [{ name: "local-rate-limit", config }] },
  });
  server.echo();
  return { proxy, clients: await stage.clients(proxy, 2) };
}

/** Sends one request and returns the code of the answer, undefined for success. */
async function ask(client: Peer | undefined, id: number, subCommand: number): Promise<unknown> {
  if (client === undefined) throw new Error("no client");
  const request = protocol.request(id, "");
  request.writeInt16BE(subCommand, SUB_COMMAND);
  client.send(request);
  const answer = await client.next();
  expect(answer.id).toBe(BigInt(id));
  return answer.error;
}

test("a bucket of two is shared by all clients of the proxy, and the rest gets code 51", async () => {
  const { proxy, clients } = await limited({ tokenBucket: TWO_A_MINUTE });
  const [first, second] = clients;
  const codes = [];
  for (let id = 1; id <= 6; id++) codes.push(await ask(id % 2 === 0 ? second : first, id, 1));
  expect(codes).toEqual([undefined, undefined, "51", "51", "51", "51"]);
  expect(proxy.rawStat("test.local-rate-limit.ok")).toBe(2);
  expect(proxy.rawStat("test.local-rate-limit.rate_limited")).toBe(4);
  expect(proxy.stat("local_reply.over_limit")).toBe(4);
  expect(proxy.listenerStat("downstream_cx_active")).toBe(2);
});

test("a condition limits its requests alone, on a connection that stays", async () => {
  const condition = {
    match: { attributes: { sub_cmd: { regex: "2" } } },
    tokenBucket: TWO_A_MINUTE,
  };
  const { proxy, clients } = await limited({ conditions: [condition] });
  const [client] = clients;
  const codes = [];
  for (let id = 1; id <= 8; id++) codes.push(await ask(client, id, id % 2 === 0 ? 2 : 1));
  const none = undefined;
  expect(codes).toEqual([none, none, none, none, none, "51", none, "51"]);
  expect(proxy.listenerStat("downstream_cx_total")).toBe(2);
});

test("a new configuration that leaves the limit as it is does not refill its bucket", async () => {
  const { proxy, clients } = await limited({ tokenBucket: TWO_A_MINUTE });
  const [client] = clients;
  expect([await ask(client, 1, 1), await ask(client, 2, 1)]).toEqual([undefined, undefined]);
  await proxy.apply({ route: { timeout: "3s" } });
  expect(await ask(client, 3, 1)).toBe("51");
});
