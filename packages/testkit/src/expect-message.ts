import { MessageKind, ResponseStatus } from "@meltemi/core";
import { expectSame, fail, show } from "./check.js";
import type { DecodedMessage } from "./decoded-message.js";
import type { Direction, MessageSample } from "./subject.js";

type Texts = Readonly<Record<string, string | undefined>>;

/** Compares what decode said with what the sample says. */
export function expectSample(
  actual: DecodedMessage,
  sample: MessageSample,
  direction: Direction,
  what: string,
  attributes: Texts = sample.attributes,
): void {
  const usual = direction === "request" ? MessageKind.Request : MessageKind.Response;
  const kind = sample.kind ?? usual;
  const failed = kind === MessageKind.Error ? ResponseStatus.Error : ResponseStatus.Ok;
  expectKind(actual.kind, kind, what);
  expectSame(actual.requestId, BigInt(sample.requestId ?? 0), `${what}: requestId`);
  expectSame(actual.streamId, sample.streamId ?? 0, `${what}: streamId`);
  expectSame(actual.status, sample.status ?? failed, `${what}: status`);
  expectTexts(actual.attributes, attributes, what);
}

/** Compares two readings of the same message. */
export function expectEqualMessages(
  actual: DecodedMessage,
  expected: DecodedMessage,
  what: string,
): void {
  const keys = [
    "kind",
    "requestId",
    "streamId",
    "status",
    "size",
    "replySize",
    "codecState",
    "dialect",
  ] as const;
  for (const key of keys) expectSame(actual[key], expected[key], `${what}: ${key}`);
  expectTexts(actual.attributes, expected.attributes, what);
}

function expectTexts(actual: Texts, expected: Texts, what: string): void {
  const texts = lowerCase(expected);
  for (const name of new Set([...texts.keys(), ...Object.keys(actual)])) {
    expectSame(actual[name], texts.get(name), `${what}: attribute ${show(name)}`);
  }
}

/** Attribute names know no case, and a set holds them in lower case. */
function lowerCase(texts: Texts): Map<string, string | undefined> {
  return new Map(Object.entries(texts).map(([name, text]) => [name.toLowerCase(), text]));
}

export function expectKind(actual: MessageKind, expected: MessageKind, what: string): void {
  if (actual !== expected) fail(`${what}: kind: ${nameOf(actual)}, expected ${nameOf(expected)}`);
}

function nameOf(kind: MessageKind): string {
  const named = Object.entries(MessageKind).find(([, value]) => value === kind);
  return named?.[0] ?? String(kind);
}
