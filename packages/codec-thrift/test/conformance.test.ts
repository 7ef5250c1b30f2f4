import { MessageKind, ResponseStatus } from "@meltemi/core";
import { type CodecSubject, codecConformance, type MessageSample } from "@meltemi/testkit";
import { describe, test } from "vitest";
import { thrift } from "../src/index.js";
import { DIALECTS, type Dialect, nameOf, type ThriftFields, thriftMessage } from "./messages.js";
import type { Struct } from "./values.js";

const ARGUMENTS: Struct = [
  { id: 1, value: { type: "binary", value: Buffer.from("world") } },
  {
    id: 20,
    value: {
      type: "map",
      key: "binary",
      element: "bool",
      value: [
        [
          { type: "binary", value: Buffer.from("a") },
          { type: "bool", value: false },
        ],
      ],
    },
  },
];
const RESULT: Struct = [{ id: 0, value: { type: "i32", value: -7 } }];
const DECLARED: Struct = [{ id: 1, value: { type: "struct", value: ARGUMENTS } }];
const EXCEPTION: Struct = [
  { id: 1, value: { type: "binary", value: Buffer.from("no such method") } },
  { id: 2, value: { type: "i32", value: 1 } },
];

/** A server of the binary protocol reads both forms of it on one connection. */
const FAMILIES = DIALECTS.filter(({ protocol }) => protocol !== "old").map(
  (dialect): { family: readonly [Dialect, ...Dialect[]]; what: string } => ({
    family: dialect.protocol === "binary" ? [dialect, { ...dialect, protocol: "old" }] : [dialect],
    what: nameOf(dialect),
  }),
);

function samplesOf(dialect: Dialect): Pick<CodecSubject, "requests" | "responses"> {
  const { transport } = dialect;
  const protocol = dialect.protocol === "compact" ? "compact" : "binary";
  const sample = (
    name: string,
    values: ThriftFields,
    method: Readonly<Record<string, string>>,
    expected: Partial<MessageSample> = {},
  ): MessageSample => {
    const all = { sequenceId: 0x1234_5678, headers: { "X-User": "ann" }, ...values };
    const info = transport === "header" ? { "x-user": "ann" } : {};
    const attributes = { ...method, ...info, transport, protocol };
    const bytes = thriftMessage(dialect, all);
    return {
      name: `${nameOf(dialect)} ${name}`,
      bytes,
      requestId: all.sequenceId,
      ...expected,
      attributes,
    };
  };
  const plain = { method: "hello", function: "hello" };
  const multiplexed = { method: "Greeter:hello", service: "Greeter", function: "hello" };
  const name = multiplexed.method;
  return {
    requests: [
      sample("plain", { fields: ARGUMENTS }, { ...plain, message_type: "call" }),
      sample("multiplexed", { name, fields: ARGUMENTS }, { ...multiplexed, message_type: "call" }),
      sample(
        "oneway",
        { name, type: "oneway", sequenceId: 0 },
        { ...multiplexed, message_type: "oneway" },
        { kind: MessageKind.Oneway },
      ),
      sample("id of 32 bits", { sequenceId: 0xfedc_ba98 }, { ...plain, message_type: "call" }),
    ],
    responses: [
      sample("void", { type: "reply" }, { ...plain, message_type: "reply" }),
      sample(
        "result",
        { type: "reply", name, fields: RESULT },
        { ...multiplexed, message_type: "reply" },
      ),
      sample(
        "declared exception",
        { type: "reply", fields: DECLARED },
        { ...plain, message_type: "reply" },
        { kind: MessageKind.Error },
      ),
      sample(
        "exception",
        { type: "exception", fields: EXCEPTION },
        { ...plain, message_type: "exception" },
        { status: ResponseStatus.Error },
      ),
    ],
  };
}

/** Of a framed message and of THeader, the first 4 bytes are the size of the rest. */
function withSize(bytes: Uint8Array, size: number): Uint8Array | undefined {
  if (size - 4 < -(2 ** 31) || size - 4 >= 2 ** 31) return undefined;
  const copy = bytes.slice();
  new DataView(copy.buffer).setInt32(0, size - 4);
  return copy;
}

describe.each(FAMILIES)("$what", ({ family }) => {
  const [first] = family;
  const { transport } = first;
  const samples = family.map(samplesOf);
  const requests = samples.flatMap((some) => some.requests);
  const responses = samples.flatMap((some) => some.responses);
  const [request, , , wide] = requests as [MessageSample, never, never, MessageSample];
  const [response] = responses as [MessageSample];
  const isHeader = transport === "header";
  const subject: CodecSubject = {
    plugin: thrift(),
    requests,
    responses,
    mutations: [
      {
        name: "headers set, replaced and removed",
        message: request,
        set: { "x-request-id": "17", "x-user": "bob", "x-old": undefined },
        attributes: isHeader ? { "x-request-id": "17", "x-user": "bob" } : {},
        refused: isHeader ? 0 : 3,
      },
      {
        name: "a header removed, in another case",
        message: wide,
        set: { "X-USER": undefined },
        attributes: isHeader ? { "x-user": undefined } : {},
        refused: isHeader ? 0 : 1,
      },
      {
        name: "of a response",
        direction: "response",
        message: response,
        set: { "x-server": "käse 🧀" },
        attributes: isHeader ? { "x-server": "käse 🧀" } : {},
        refused: isHeader ? 0 : 1,
      },
      {
        name: "what is no header",
        message: request,
        set: { METHOD: "other", service: "Other", transport: undefined, "": "nothing" },
        attributes: {},
        refused: 4,
      },
    ],
    ...(transport === "unframed" ? {} : { withSize }),
    refused: [
      { name: "HTTP", bytes: Buffer.from("GET / HTTP/1.1\r\n") },
      { name: "TLS", bytes: Buffer.from("16030100c8010000c40303", "hex") },
      { name: "TLS, long", bytes: Buffer.from("160301020001000100fc", "hex") },
      { name: "a reply from a client", bytes: thriftMessage(first, { type: "reply" }) },
      {
        name: "a call from a server",
        direction: "response",
        bytes: thriftMessage(first, { type: "call" }),
      },
      {
        name: "a name longer than a name can be",
        bytes: thriftMessage(first, { name: "x".repeat(4097) }),
      },
    ],
  };
  for (const { name, run } of codecConformance(subject)) test(name, run);
});
