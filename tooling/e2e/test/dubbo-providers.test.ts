import { describe, expect, test } from "vitest";
import { exception, int, text } from "../src/dubbo/hessian.js";
import {
  DubboStatus,
  dubboReadOnly,
  dubboRequest,
  dubboResponse,
  ResultType,
} from "../src/dubbo/wire.js";
import { dubboProtocol } from "../src/dubbo-protocol.js";
import { openStage } from "./open-stage.js";

const dubbo = dubboProtocol();

describe("a response is counted", () => {
  const failure = exception("demo.NoSuchUserException", "no user of that name");
  const ok = { status: DubboStatus.Ok, response_success: 1 };
  const business = { status: DubboStatus.Ok, response_error: 1, response_business_exception: 1 };
  const value = (type: number, ...rest: Buffer[]) => Buffer.concat([int(type), ...rest]);
  const attachments = Buffer.from("HZ");

  test.each([
    { title: "a value", body: value(ResultType.Value, text("hello")), ...ok },
    { title: "null", body: value(ResultType.Null), ...ok },
    {
      title: "a value with attachments",
      body: value(ResultType.ValueWithAttachments, text("hello"), attachments),
      ...ok,
    },
    {
      title: "null with attachments",
      body: value(ResultType.NullWithAttachments, attachments),
      ...ok,
    },
    {
      title: "a business exception",
      body: value(ResultType.Exception, failure),
      ...business,
    },
    {
      title: "a business exception with attachments",
      body: value(ResultType.ExceptionWithAttachments, failure, attachments),
      ...business,
    },
    {
      title: "service not found",
      status: DubboStatus.ServiceNotFound,
      body: text("Not found exported service: demo.Echo in []"),
      response_error: 1,
    },
    {
      title: "a version that the provider does not have",
      status: DubboStatus.ServiceError,
      body: text("may be version or group mismatch, channel: consumer --> provider"),
      response_error: 1,
    },
    {
      title: "a timeout of the provider",
      status: DubboStatus.ServerTimeout,
      body: text("too late"),
      response_error: 1,
    },
  ])(
    "as what it is and passes unchanged: $title",
    async ({ title: _, status, body, ...counted }) => {
      const stage = openStage(dubbo);
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(3, "");
      const { peer, message } = await server.next();
      peer.send(dubboResponse({ id: message.id, status, body }));
      expect((await client.next()).bytes).toEqual(dubboResponse({ id: 3, status, body }));
      const names = ["response_success", "response_error", "response_business_exception"];
      const counts = names
        .map((name) => [name, proxy.stat(name)])
        .filter(([, count]) => count !== 0);
      expect(Object.fromEntries(counts)).toEqual(counted);
      expect(proxy.stat("response")).toBe(1);
      expect(proxy.stat("response_decoding_error")).toBe(0);
    },
  );
});

describe("what a provider says of itself:", () => {
  test("one that is shutting down gets no further calls and answers those in flight", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "in flight");
    const leaving = await server.next();
    leaving.peer.send(dubboReadOnly(0));
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
    client.request(2, "later");
    const next = await server.next();
    expect(next.peer).not.toBe(leaving.peer);
    next.reply();
    leaving.reply();
    const answers = (await client.take(2)).map(({ id, payload }) => `${id} ${payload}`);
    expect(answers.sort()).toEqual(["1 in flight", "2 later"]);
    await leaving.peer.untilClosed();
    expect(client.received).toHaveLength(2);
  });

  test("one that calls back is told that it cannot, and its consumers do not notice", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, reply } = await server.next();
    peer.send(dubbo.request(4711, "call back"), dubboRequest({ id: 4712, oneway: true }));
    const refusal = (await peer.take(2))[1];
    expect(refusal).toMatchObject({ id: 4711n, error: `${DubboStatus.BadRequest}` });
    reply("mine");
    expect((await client.next()).payload.toString()).toBe("mine");
    expect(peer.received).toHaveLength(2);
    expect(peer.ended).toBe(false);
    expect(proxy.clusterStat("upstream_rq_from_server")).toBe(2);
  });
});
