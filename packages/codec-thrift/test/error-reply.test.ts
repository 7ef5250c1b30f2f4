import { ErrorKind, MessageKind } from "@meltemi/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { thrift } from "../src/index.js";
import { decode, decodeOne, open, outputOf, replyTo } from "./codec.js";
import { DIALECTS, frameOf, nameOf, payloadOf, thriftMessage } from "./messages.js";
import type { Struct } from "./values.js";
import { uint32, varint } from "./wire.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function applicationException(text: string, type: number): Struct {
  return [
    { id: 1, value: { type: "binary", value: Buffer.from(text) } },
    { id: 2, value: { type: "i32", value: type } },
  ];
}

test("the replies are byte for byte those of Apache Thrift", () => {
  const answer = (request: string) => {
    const client = open("request");
    const message = decodeOne(client, Buffer.from(request, "hex"));
    return hex(replyTo(client, message, ErrorKind.Unspecified, "no route"));
  };
  const name = "73617948656c6c6f"; // sayHello
  const framedBinary = answer(`000000158001000100000008${name}0000000500`);
  expect(framedBinary).toBe(
    `0000002b8001000300000008${name}000000050b0001000000086e6f20726f7574650800020000000600`,
  );
  const framedCompact = answer(`0000000d82210508${name}00`);
  expect(framedCompact).toBe(`0000001982610508${name}18086e6f20726f757465150c00`);
});

test.each(Object.values(ErrorKind))("%s comes with the documented exception type", (kind) => {
  const client = open("request");
  const reply = replyTo(client, decodeOne(client, thriftMessage(framed)), kind, "");
  const type = Number(/TApplicationException (\d) [A-Z_]+$/.exec(thrift().errorReplies[kind])?.[1]);
  const expected = thriftMessage(framed, {
    type: "exception",
    fields: applicationException("", type),
  });
  expect(hex(reply)).toBe(hex(expected));
});

const framed = { transport: "framed", protocol: "binary" } as const;

test("a method that no route knows is an unknown method, bad messages are protocol errors", () => {
  const { errorReplies } = thrift();
  expect(errorReplies["route-not-found"]).toBe("TApplicationException 1 UNKNOWN_METHOD");
  expect(errorReplies["bad-request"]).toBe("TApplicationException 7 PROTOCOL_ERROR");
  expect(errorReplies["bad-response"]).toBe("TApplicationException 7 PROTOCOL_ERROR");
  expect(errorReplies["over-limit"]).toBe("TApplicationException 6 INTERNAL_ERROR");
});

test("a kind of error from a newer core is an internal error", () => {
  const client = open("request");
  const request = decodeOne(client, thriftMessage(framed));
  const reply = replyTo(client, request, "not-invented-yet" as ErrorKind, "x");
  expect(hex(reply)).toBe(
    hex(thriftMessage(framed, { type: "exception", fields: applicationException("x", 6) })),
  );
});

describe.each(DIALECTS)("a $transport $protocol client", (dialect) => {
  test("is told what went wrong in its own transport and protocol, under its name and ids", () => {
    const uint = fc.nat(0xffff_ffff);
    const name = fc
      .string({ minLength: 1, maxLength: 300 })
      .map((text) => `a${text.replaceAll(":", ".")}`);
    const text = fc.string({ unit: "grapheme", maxLength: 300 });
    fc.assert(
      fc.property(name, uint, uint, text, (method, sequenceId, headerSequenceId, message) => {
        const client = open("request");
        const ids = { name: method, sequenceId, headerSequenceId };
        const request = decodeOne(client, thriftMessage(dialect, { ...ids, headers: { a: "b" } }));
        const reply = replyTo(client, request, ErrorKind.RouteNotFound, message);
        const fields = applicationException(message, 1);
        expect(hex(reply)).toBe(hex(thriftMessage(dialect, { ...ids, type: "exception", fields })));
      }),
    );
  });

  test("of a multiplexed service is answered under the function's name alone, as servers do", () => {
    const client = open("request");
    const request = decodeOne(client, thriftMessage(dialect, { name: "First:Second:echo" }));
    const reply = replyTo(client, request, ErrorKind.RouteNotFound, "x");
    const fields = applicationException("x", 1);
    const expected = { name: "Second:echo", type: "exception", fields } as const;
    expect(hex(reply)).toBe(hex(thriftMessage(dialect, expected)));
  });

  test("finds its request again among many: the reply decodes under the same id", () => {
    const client = open("request");
    const request = decodeOne(client, thriftMessage(dialect, { sequenceId: 0xfedc_ba98 }));
    const reply = decodeOne(open("response"), replyTo(client, request, ErrorKind.Timeout, "late"));
    expect(reply).toMatchObject({ requestIdLow: 0xfedc_ba98, requestIdHigh: 0, status: 1 });
    expect(reply.kind).toBe(MessageKind.Response);
  });

  test("is told even when the name is the longest allowed", () => {
    const client = open("request");
    const ids = { name: "x".repeat(4096), sequenceId: 1 };
    const request = decodeOne(client, thriftMessage(dialect, ids));
    const fields = applicationException("no", 6);
    expect(hex(replyTo(client, request, ErrorKind.Overflow, "no"))).toBe(
      hex(thriftMessage(dialect, { ...ids, type: "exception", fields })),
    );
  });
});

test("a client whose framed request holds no message is told, without a name", () => {
  const request = Buffer.concat([
    uint32(30),
    Buffer.from("8001000100000fff", "hex"),
    Buffer.alloc(22),
  ]);
  const { client, message } = refused(request, "no whole message in a frame of 30 bytes");
  const reply = replyTo(client, message, ErrorKind.BadRequest, "no");
  const fields = applicationException("no", 7);
  expect(hex(reply)).toBe(hex(thriftMessage(framed, { name: "", type: "exception", fields })));
});

test.each([
  ["binary", [1]],
  ["compact", [3, 1]],
] as const)(
  "a THeader %s client that compresses is told so, uncompressed",
  (protocol, transforms) => {
    const dialect = { transport: "header", protocol } as const;
    const bytes = thriftMessage(dialect, { sequenceId: 9, transforms });
    const { client, message } = refused(bytes, "turn zlib and other transforms off");
    const reply = replyTo(client, message, ErrorKind.BadRequest, "no");
    const fields = applicationException("no", 7);
    const expected = { name: "", sequenceId: 9, type: "exception", fields } as const;
    expect(hex(reply)).toBe(hex(thriftMessage(dialect, expected)));
  },
);

test("a THeader client with another protocol is told in binary", () => {
  const payload = payloadOf("binary", {});
  const json = frameOf([varint(1), varint(0)], 3, payload);
  const { client, message } = refused(json, "protocol 1; use binary (0) or compact (2)");
  const reply = replyTo(client, message, ErrorKind.BadRequest, "no");
  const fields = applicationException("no", 7);
  const dialect = { transport: "header", protocol: "binary" } as const;
  const expected = { name: "", sequenceId: 3, type: "exception", fields } as const;
  expect(hex(reply)).toBe(hex(thriftMessage(dialect, expected)));
});

test.each(DIALECTS.map((dialect) => [nameOf(dialect), dialect] as const))(
  "a %s client that sends a reply is told that calls are expected",
  (_, dialect) => {
    const bytes = thriftMessage(dialect, { type: "reply", sequenceId: 4 });
    const { client, message } = refused(bytes, "message type 2, expected a call (1) or oneway (4)");
    const reply = replyTo(client, message, ErrorKind.BadRequest, "no");
    const fields = applicationException("no", 7);
    const expected = { sequenceId: 4, type: "exception", fields } as const;
    expect(hex(reply)).toBe(hex(thriftMessage(dialect, expected)));
  },
);

test("what is no Thrift at all gets no reply", () => {
  expect(refused(Buffer.from("POST /rpc HTTP/1.1\r\n"), "HTTP").message.replySize).toBe(0);
});

/** A request that decode refuses, and what it left for the reply. */
function refused(bytes: Uint8Array, text: string) {
  const client = open("request");
  const message = decodeOne(client, thriftMessage(framed)); // of another connection
  const other = open("request");
  expect(() => decode(other, bytes, message)).toThrow(text);
  expect(message.replySize).toBeLessThanOrEqual(bytes.length);
  return { client: other, message };
}

test("an empty text is a text", () => {
  const client = open("request");
  const request = decodeOne(client, thriftMessage({ transport: "unframed", protocol: "compact" }));
  const error = { kind: ErrorKind.Fault, source: "proxy", retriable: false, text: "" } as const;
  const reply = outputOf((out) => client.codec.onError(request, error, out));
  expect(hex(reply)).toBe("8261000568656c6c6f1800150c00");
});
