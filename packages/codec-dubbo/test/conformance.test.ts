import { MessageKind, ResponseStatus } from "@meltemi/core";
import { type CodecSubject, codecConformance, type MessageSample } from "@meltemi/testkit";
import { test } from "vitest";
import { dubbo } from "../src/index.js";
import { answer, call, frame, SERVICE, withBodyLength } from "./frames.js";
import { bytes, chunkedString, hex, int, map, NULL, string } from "./hessian.js";

const ID = 0xfedc_ba98_7654_3210n;
const head = {
  dubbo: "2.0.2",
  interface: SERVICE,
  version: "1.0.0",
  method: "sayHello",
  path: SERVICE,
  serialization: "hessian2",
};

const request: MessageSample = {
  name: "two arguments and attachments",
  bytes: call({
    id: ID,
    types: "Ljava/lang/String;[I",
    arguments: bytes(string("world"), hex("73 04 5b696e74 91 92 93")),
    attachments: map({ path: "demo", interface: "other", group: "blue", version: "9", Foo: "bar" }),
  }),
  requestId: ID,
  attributes: {
    ...head,
    parameter_types: "Ljava/lang/String;[I",
    path: "demo",
    group: "blue",
    foo: "bar",
  },
};
const bare: MessageSample = {
  name: "no arguments, and nothing behind them",
  bytes: call({ id: 1n, attachments: bytes() }),
  requestId: 1,
  attributes: { ...head, parameter_types: "" },
};
const nulls: MessageSample = {
  name: "no version and no attachments",
  bytes: call({ id: 2n, version: NULL, types: "J", arguments: hex("e1"), attachments: NULL }),
  requestId: 2,
  attributes: {
    dubbo: "2.0.2",
    interface: SERVICE,
    method: "sayHello",
    path: SERVICE,
    serialization: "hessian2",
    parameter_types: "J",
  },
};
const objects: MessageSample = {
  name: "attachments with objects among them, in a typed map",
  bytes: call({
    id: 3n,
    types: "LOrder;",
    arguments: bytes(
      0x43,
      string("Order"),
      hex("92"),
      string("id"),
      string("next"),
      hex("60 91 60 92 4e"),
    ),
    attachments: bytes(
      hex("4d"),
      string("java.util.HashMap"),
      bytes(string("order"), hex("60 93 51 91")),
      bytes(string("group"), chunkedString("grün", 2)),
      bytes(string("foo"), hex("02 f0908080")),
      bytes(string("timeout"), int(1000)),
      hex("92 93 5a"),
    ),
  }),
  requestId: 3,
  attributes: { ...head, parameter_types: "LOrder;", group: "grün", foo: "\u{10000}" },
};
const unreadable: MessageSample = {
  name: "arguments in no known form",
  bytes: call({ id: 4n, types: "I", arguments: hex("40 40"), attachments: map({ foo: "bar" }) }),
  requestId: 4,
  attributes: { ...head, parameter_types: "I" },
};
const empty: MessageSample = {
  name: "no body",
  bytes: frame({ id: 5n, body: bytes() }),
  requestId: 5,
  attributes: { serialization: "hessian2" },
};
const fastjson: MessageSample = {
  name: "another serialization",
  bytes: frame({ flags: 0xd7, id: 6n, body: hex("00000006 4e322e302e32") }),
  requestId: 6,
  attributes: { serialization: "fastjson2" },
};
const unknown: MessageSample = {
  name: "a serialization without a name",
  bytes: frame({ flags: 0xdf, id: 7n, body: hex("05") }),
  requestId: 7,
  attributes: { serialization: "31" },
};
const oneway: MessageSample = {
  name: "oneway",
  bytes: call({ id: 8n, flags: 0x82, attachments: map({ foo: "1" }) }),
  requestId: 8,
  kind: MessageKind.Oneway,
  attributes: { ...head, parameter_types: "", foo: "1" },
};

function event(name: string, flags: number, body: string, kind: MessageKind): MessageSample {
  const status = (flags & 0x80) === 0 ? 20 : 0;
  const message = frame({ flags, status, id: 0x0102_0304_0506_0708n, body: hex(body) });
  return { name, bytes: message, requestId: 0x0102_0304_0506_0708n, kind, attributes: {} };
}

const { Heartbeat, GoAway, Error: Exception } = MessageKind;
const requestEvents = [
  event("heartbeat", 0xe2, "4e", Heartbeat),
  event("heartbeat in fastjson2", 0xf7, "00000001 af", Heartbeat),
  event("heartbeat without a body", 0xe2, "", Heartbeat),
  event("heartbeat that wants no answer", 0xa2, "4e", Heartbeat),
  event("read-only, which means nothing from a client", 0xa2, "0152", Heartbeat),
  event("answer to a heartbeat", 0x22, "4e", Heartbeat),
];

const ok = { status: "20", serialization: "hessian2" };
const exception = bytes(
  0x43,
  string("java.lang.Exception"),
  hex("91"),
  string("detailMessage"),
  0x60,
  string("no"),
);
const responses: MessageSample[] = [
  { name: "a value", bytes: answer(ID, hex("91"), string("hi")), requestId: ID, attributes: ok },
  { name: "null", bytes: answer(1n, hex("92")), requestId: 1, attributes: ok },
  {
    name: "an exception",
    bytes: answer(2n, hex("90"), exception),
    requestId: 2,
    kind: Exception,
    attributes: ok,
  },
  {
    name: "an exception with attachments",
    bytes: answer(3n, hex("93"), exception, map({ dubbo: "2.0.2" })),
    requestId: 3,
    kind: Exception,
    attributes: { ...ok, dubbo: "2.0.2" },
  },
  {
    name: "a value with attachments, the result type in its longest form",
    bytes: answer(4n, int(4), string("hi"), map({ dubbo: "2.0.2", Foo: "bar" })),
    requestId: 4,
    attributes: { ...ok, dubbo: "2.0.2", foo: "bar" },
  },
  {
    name: "null with attachments",
    bytes: answer(5n, hex("95"), map({ foo: "" })),
    requestId: 5,
    attributes: { ...ok, foo: "" },
  },
  { name: "no body", bytes: answer(6n), requestId: 6, attributes: ok },
  {
    name: "a result type that breaks off",
    bytes: answer(7n, hex("49 00 00 00")),
    requestId: 7,
    attributes: ok,
  },
  {
    name: "a result type that is none",
    bytes: answer(7n, hex("96")),
    requestId: 7,
    attributes: ok,
  },
  {
    name: "another serialization",
    bytes: frame({ flags: 0x17, status: 20, id: 8n, body: hex("00000001 91") }),
    requestId: 8,
    attributes: { status: "20", serialization: "fastjson2" },
  },
  ...Array.from({ length: 256 }, (_, status) => status)
    .filter((status) =>
      [0, 19, 21, 25, 30, 31, 35, 40, 50, 60, 70, 80, 90, 100, 255].includes(status),
    )
    .map((status) => ({
      name: `status ${status}`,
      bytes: frame({ flags: 0x02, status, id: 9n, body: string("went wrong") }),
      requestId: 9,
      status: ResponseStatus.Error,
      attributes: { status: String(status), serialization: "hessian2" },
    })),
  event("answer to a heartbeat", 0x22, "4e", Heartbeat),
  event("answer to a heartbeat, with a body of another kind", 0x22, "0152", Heartbeat),
  event("heartbeat of the server's own", 0xe2, "4e", Heartbeat),
  event("read-only", 0xa2, "0152", GoAway),
  event("read-only in fastjson2", 0xb7, "00000002 4a52", GoAway),
  event("writable, which nobody sends", 0xa2, "0157", Heartbeat),
  {
    name: "a callback's request",
    bytes: call({ id: 10n }),
    requestId: 10,
    kind: MessageKind.Request,
    attributes: {},
  },
];

const value = responses[0] as MessageSample;
const nothing = responses[1] as MessageSample;
const withAttachments = responses[4] as MessageSample;

const subject: CodecSubject = {
  plugin: dubbo(),
  requests: [
    request,
    bare,
    nulls,
    objects,
    unreadable,
    empty,
    fastjson,
    unknown,
    oneway,
    ...requestEvents,
  ],
  responses,
  mutations: [
    {
      name: "set, replaced and removed",
      message: request,
      set: { group: "green", path: "p", Foo: undefined, "x-request-id": "1" },
      attributes: { group: "green", path: "p", foo: undefined, "x-request-id": "1" },
    },
    {
      name: "where there was no map",
      message: bare,
      set: { group: "green", absent: undefined },
      attributes: { group: "green" },
    },
    { name: "where the map was null", message: nulls, set: { a: "1" }, attributes: { a: "1" } },
    {
      name: "behind objects, with text of every width",
      message: objects,
      set: { foo: "aé€😀", long: "x".repeat(70_000) },
      attributes: { foo: "aé€😀", long: "x".repeat(70_000) },
    },
    { name: "oneway", message: oneway, set: { foo: "2" }, attributes: { foo: "2" } },
    {
      name: "a value that later ones may refer to",
      message: objects,
      set: { order: "1" },
      attributes: {},
      refused: 1,
    },
    {
      name: "what is not an attachment",
      message: request,
      set: {
        interface: "a",
        METHOD: "b",
        version: "c",
        dubbo: "d",
        parameter_types: "e",
        serialization: "f",
      },
      attributes: {},
      refused: 6,
    },
    { name: "unreadable", message: unreadable, set: { a: "1" }, attributes: {}, refused: 1 },
    { name: "no body", message: empty, set: { a: "1", b: undefined }, attributes: {}, refused: 2 },
    { name: "fastjson2", message: fastjson, set: { group: "1" }, attributes: {}, refused: 1 },
    {
      name: "of a response",
      direction: "response",
      message: withAttachments,
      set: { Foo: "1", more: "2" },
      attributes: { foo: "1", more: "2" },
    },
    {
      name: "of a response that had none",
      direction: "response",
      message: value,
      request: request.bytes,
      set: { more: "2" },
      attributes: { more: "2" },
    },
    {
      name: "of null",
      direction: "response",
      message: nothing,
      request: bare.bytes,
      set: { more: "2" },
      attributes: { more: "2" },
    },
    {
      name: "of a response whose client is not known",
      direction: "response",
      message: value,
      set: { more: "2" },
      attributes: {},
      refused: 1,
    },
    {
      name: "of a response whose client is too old",
      direction: "response",
      message: value,
      request: call({ dubbo: string("2.6.2") }),
      set: { more: "2", status: "20" },
      attributes: {},
      refused: 2,
    },
  ],
  withSize: (message, size) => {
    const length = size - 16;
    return length === (length | 0) ? withBodyLength(message, length) : undefined;
  },
  refused: [
    { name: "another magic", bytes: hex("dabc") },
    { name: "another magic from a server", direction: "response", bytes: hex("4854") },
  ],
};

for (const { name, run } of codecConformance(subject)) test(name, run);
