import {
  ByteWriter,
  CodecError,
  ErrorKind,
  Message,
  MessageKind,
  type ProxyError,
  ResponseStatus,
} from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { dubbo, plugins } from "../src/index.js";
import { decodeOne, open, openWanting, textsOf } from "./codec.js";
import { call, frame, withBodyLength } from "./frames.js";
import { bytes, hex, map, string } from "./hessian.js";
import { encode } from "./oracle.js";

/** Written by hand from the layout: magic, flags, status, id, body length, body. */
const REQUEST = hex(`dabb c2 00 0000000000000001 00000038
  05 322e302e32  09 6f72672e612e466f6f  05 312e302e30  08 736179 48656c6c6f  01 49  c8 64
  48 05 67726f7570 04 626c7565 03 666f6f 03 626172 5a`);

test("a request is read string by string", () => {
  expect(textsOf(open("request", "foo"), REQUEST)).toEqual({
    dubbo: "2.0.2",
    interface: "org.a.Foo",
    version: "1.0.0",
    method: "sayHello",
    parameter_types: "I",
    serialization: "hessian2",
    path: "org.a.Foo",
    group: "blue",
    foo: "bar",
  });
});

function replyTo(request: Uint8Array, kind: ErrorKind, text: string): Uint8Array {
  const client = open("request");
  const error: ProxyError = { kind, source: "proxy", retriable: true, text };
  const out = new ByteWriter();
  client.codec.onError(decodeOne(client, request), error, out);
  return out.bytes.slice(0, out.length);
}

test("a consumer without a route is told so, and not left waiting", () => {
  const reply = replyTo(call({ id: 1n }), ErrorKind.RouteNotFound, "no route");
  expect(reply).toEqual(hex("dabb 02 3c 0000000000000001 00000009 08 6e6f20726f757465"));
});

test("a request in another serialization is answered in Hessian, and the header says so", () => {
  const request = frame({ flags: 0xd7, id: 2n, body: hex("00000000") });
  expect(replyTo(request, ErrorKind.Timeout, "")).toEqual(
    hex("dabb 02 1f 0000000000000002 00000001 00"),
  );
});

test.each([
  [ErrorKind.RouteNotFound, 60],
  [ErrorKind.ClusterNotFound, 80],
  [ErrorKind.NoHealthyUpstream, 80],
  [ErrorKind.BadResponse, 50],
  [ErrorKind.Unspecified, 80],
  [ErrorKind.OverLimit, 100],
  [ErrorKind.Timeout, 31],
  [ErrorKind.Overflow, 100],
  [ErrorKind.Forbidden, 80],
  [ErrorKind.UpstreamReset, 80],
  [ErrorKind.Draining, 80],
  [ErrorKind.Fault, 80],
  [ErrorKind.BadRequest, 40],
])("a reply for %s has the documented status %d", (kind, status) => {
  expect(replyTo(call({}), kind, "no")[3]).toBe(status);
  expect(dubbo().errorReplies[kind]).toContain(`status ${status}`);
});

test("a kind of error from a newer core is status 80, never success", () => {
  expect(replyTo(call({}), "not-invented-yet" as ErrorKind, "")[3]).toBe(80);
});

test.each(["a".repeat(100_000), "é".repeat(32_769), `${"x".repeat(32_767)}😀 and more`])(
  "the text of an error may be of any length and characters",
  (text) => {
    const reply = replyTo(call({}), ErrorKind.Fault, text);
    expect(reply.slice(16)).toEqual(encode(text));
    expect(decodeOne(open("response"), reply).size).toBe(reply.length);
  },
);

describe("a heartbeat", () => {
  const answerTo = (message: Uint8Array): Uint8Array => {
    const { codec, direction, attributes } = open("request");
    const out = new ByteWriter();
    codec.onHeartbeat?.(decodeOne({ codec, direction, attributes }, message), out);
    return out.bytes.slice(0, out.length);
  };

  test.each([
    [
      "is answered by these 17 bytes",
      "dabb e2 00 0102030405060708 00000001 4e",
      "dabb 22 14 0102030405060708 00000001 4e",
    ],
    [
      "in fastjson2 is answered in fastjson2",
      "dabb f7 00 0000000000000001 00000005 00000001af",
      "dabb 37 14 0000000000000001 00000005 00000001af",
    ],
    [
      "without a body is answered with null",
      "dabb e2 00 0000000000000001 00000000",
      "dabb 22 14 0000000000000001 00000001 4e",
    ],
    ["that asks for no answer gets none", "dabb a2 00 0000000000000001 00000001 4e", ""],
    ["that is an answer gets none", "dabb 22 14 0000000000000001 00000001 4e", ""],
  ])("%s", (_name, heartbeat, answer) => {
    expect(answerTo(hex(heartbeat))).toEqual(hex(answer));
  });

  test("with a large body is answered with null, not with its body", () => {
    const large = frame({ flags: 0xf7, id: 1n, body: new Uint8Array(65) });
    expect(answerTo(large)).toEqual(hex("dabb 22 14 0000000000000001 00000001 4e"));
  });

  test("of the proxy's own is these 17 bytes", () => {
    const out = new ByteWriter();
    open("response").codec.heartbeat?.(0x01020304, 0xfffefdfc, out);
    const heartbeat = hex("dabb e2 00 01020304fffefdfc 00000001 4e");
    expect(out.bytes.slice(0, out.length)).toEqual(heartbeat);
  });
});

test.each([
  ["dabc", "dabc"],
  ["48545450", "4854"],
])("bytes that start with %s are refused at once, not waited for", (start, magic) => {
  const refused = expect(() => decodeOne(open("request"), hex(start)));
  refused.toThrow(CodecError);
  refused.toThrow(`Dubbo messages start with dabb, not ${magic}`);
});

test("a body length below 0 is refused, and whoever asked can be told", () => {
  const { codec } = openWanting("request");
  const header = withBodyLength(call({ id: 0xfedc_ba98_7654_3210n }), -1).slice(0, 16);
  const message = new Message();
  message.reset(MessageKind.Request, header, 0);
  expect(() => codec.decode(header, 0, 16, message)).toThrow("Dubbo body length -1 is below 0");
  expect(message.replySize).toBe(16);
  const out = new ByteWriter();
  const error = { kind: ErrorKind.BadRequest, source: "downstream", retriable: false } as const;
  codec.onError(message, { ...error, text: "no" }, out);
  expect(out.bytes.slice(0, out.length)).toEqual(
    hex("dabb 02 28 fedcba9876543210 00000003 02 6e6f"),
  );
});

test("a body of 2 GiB is the proxy's to refuse", () => {
  const size = decodeOne(open("request"), withBodyLength(call({}), 0x7fff_ffff)).size;
  expect(size).toBe(0x7fff_ffff + 16);
});

test("of a request, no more than header and protocol version are kept", () => {
  expect(decodeOne(open("request"), call({})).replySize).toBe(16 + 6);
  const long = call({ dubbo: string("x".repeat(32)) });
  expect(decodeOne(open("request"), long).replySize).toBe(16);
  for (const cut of [bytes(), bytes(5, [0x32, 0x2e]), bytes(2, 0x32)]) {
    expect(decodeOne(open("request"), frame({ body: cut })).replySize).toBe(16);
  }
});

test("a request that a server sends is a request, and can be refused", () => {
  const server = open("response");
  const message = decodeOne(server, call({ id: 9n, attachments: map({ status: "1" }) }));
  expect(message).toMatchObject({ kind: MessageKind.Request, status: ResponseStatus.Ok });
  expect(server.attributes.all.filter((attribute) => message.has(attribute))).toEqual([]);
});

test("the module offers the plugin to configurations", () => {
  expect(plugins.map((plugin) => plugin.kind)).toEqual(["codec"]);
  expect(plugins[0]).toMatchObject({
    protocol: "dubbo",
    aliases: ["aeraki.meta_protocol.codec.dubbo"],
    correlation: "id",
    requestIdBits: 64,
  });
});
