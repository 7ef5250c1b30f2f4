import { readdirSync, readFileSync } from "node:fs";
import { MessageKind, ResponseStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { decodeOne, mutate, open, textsOf } from "./codec.js";
import { HEADER } from "./frames.js";
import { hex } from "./hessian.js";
import { readRequest, readResponse, textsIn } from "./oracle.js";

/** What official consumers and providers have said to each other, captured between them. */
interface Captured {
  readonly name: string;
  readonly peer: string;
  readonly direction: "request" | "response";
  readonly hex: string;
}

const FOLDER = new URL("golden/", import.meta.url);
const captured = readdirSync(FOLDER).flatMap((file) => {
  const all = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as readonly Captured[];
  return all.map((one) => ({ ...one, file, bytes: hex(one.hex) }));
});
const EVENT = 0x20;
const calls = captured.filter(({ bytes }) => isHessian(bytes) && (flagsOf(bytes) & EVENT) === 0);
const results = calls.filter(({ direction, bytes }) => direction === "response" && bytes[3] === 20);
const requests = calls.filter(({ direction }) => direction === "request");

test("there are messages of Dubbo 2.7 and 3, in Hessian and another serialization", () => {
  const peers = new Set(captured.map(({ peer }) => peer.slice(0, "Apache Dubbo 3".length)));
  expect([...peers].sort()).toEqual(["Apache Dubbo 2", "Apache Dubbo 3"]);
  expect(requests.length).toBeGreaterThan(30);
  expect(results.length).toBeGreaterThan(30);
  expect(captured.length).toBeGreaterThan(calls.length + 30);
});

/** What the name says of the message. */
function expectedOf(name: string, status: number | undefined): { kind: number; status: number } {
  const { Ok, Error: Failed } = ResponseStatus;
  if (name.includes("heartbeat")) return { kind: MessageKind.Heartbeat, status: Ok };
  if (name.includes("read-only")) return { kind: MessageKind.GoAway, status: Ok };
  if (status === undefined) {
    const kind = name.includes("oneway") ? MessageKind.Oneway : MessageKind.Request;
    return { kind, status: Ok };
  }
  if (status !== 20) return { kind: MessageKind.Response, status: Failed };
  if (name.includes("exception")) return { kind: MessageKind.Error, status: Failed };
  return { kind: MessageKind.Response, status: Ok };
}

describe("a message of an official peer is what its name says", () => {
  // Whether the application threw is only known in Hessian.
  const known = captured.filter(
    ({ name, bytes }) => isHessian(bytes) || !name.includes("exception"),
  );
  test.each(known)("$file, $direction: $name", ({ name, direction, bytes }) => {
    const status = direction === "response" ? bytes[3] : undefined;
    const message = decodeOne(open(direction), bytes);
    expect(message).toMatchObject({ ...expectedOf(name, status), size: bytes.length });
    expect([message.requestIdHigh, message.requestIdLow]).toEqual([
      Buffer.from(bytes).readUInt32BE(4),
      Buffer.from(bytes).readUInt32BE(8),
    ]);
  });
});

test.each(requests)("$file, $name: every attribute is what hessian.js reads", ({ bytes }) => {
  const { head, attachments } = readRequest(bytes);
  const [dubbo, path, version, method, types] = head;
  const others = lowerCase(textsIn(attachments));
  expect(textsOf(open("request", ...Object.keys(others)), bytes)).toEqual({
    path,
    ...others,
    dubbo,
    interface: path,
    version,
    method,
    parameter_types: types,
    serialization: "hessian2",
  });
});

test.each(results)("$file, $name: every attribute is what hessian.js reads", ({ bytes }) => {
  const others = lowerCase(textsIn(readResponse(bytes).attachments ?? new Map()));
  const texts = textsOf(open("response", ...Object.keys(others)), bytes);
  expect(texts).toEqual({ ...others, status: "20", serialization: "hessian2" });
});

test.each(requests)("$file, $name: attachments change, and nothing else does", ({ bytes }) => {
  const before = readRequest(bytes);
  const changes = { foo: "baz", group: undefined, "x-request-id": "grüße 😀" };
  const mutated = mutate("request", bytes, changes);
  const after = readRequest(mutated.bytes);
  const expected = new Map(before.attachments);
  expected.set("foo", "baz");
  expected.delete("group");
  expected.set("x-request-id", "grüße 😀");
  expect(mutated.refused).toBe(0);
  expect([...after.attachments]).toEqual([...expected]);
  expect(after.head).toEqual(before.head);
  expect(after.arguments).toEqual(before.arguments);
  expect(mutated.bytes.slice(0, HEADER - 4)).toEqual(bytes.slice(0, HEADER - 4));
});

test.each(results)("$file, $name: attachments are added as Dubbo's rule allows", (capture) => {
  const request = requests.find(({ file, direction, name }) => {
    return file === capture.file && direction === "request" && name === capture.name;
  });
  const before = readResponse(capture.bytes);
  const mutated = mutate("response", capture.bytes, { "x-served-by": "b" }, request?.bytes);
  const after = readResponse(mutated.bytes);
  expect(after.value).toEqual(before.value);
  if (capture.name.includes("old consumer")) {
    expect(mutated).toEqual({ bytes: capture.bytes, refused: 1 });
  } else {
    const expected = new Map(before.attachments).set("x-served-by", "b");
    expect(mutated.refused).toBe(0);
    expect(after).toMatchObject({ type: (before.type % 3) + 3 });
    expect([...(after.attachments ?? [])]).toEqual([...expected]);
  }
});

function lowerCase(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key.toLowerCase(), text]));
}

function flagsOf(message: Uint8Array): number {
  return message[2] as number;
}

function isHessian(message: Uint8Array): boolean {
  return flagsOf(message) % 0x20 === 2;
}
