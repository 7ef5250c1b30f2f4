import { readdirSync, readFileSync } from "node:fs";
import { MessageKind, ResponseStatus } from "@meltemi/core";
import { type DecodedMessage, type Direction, decodeAll } from "@meltemi/testkit";
import { describe, expect, test } from "vitest";
import { plugins } from "../src/index.js";
import { open } from "./codec.js";

/** Bytes of one or more messages as a program sent them. */
interface Golden {
  readonly name: string;
  readonly peer: string;
  readonly direction: Direction;
  readonly hex: string;
  readonly requestId?: number;
  /** Error: an exception that the IDL declares. Failed: a TApplicationException. */
  readonly kind?: "Oneway" | "Error" | "Failed";
  /** Every attribute, info headers too. */
  readonly attributes?: Readonly<Record<string, string>>;
}

const directory = new URL("golden/", import.meta.url);
const files = readdirSync(directory).filter((file) => file.endsWith(".json"));

describe.each(files)("%s", (file) => {
  const samples: Golden[] = JSON.parse(readFileSync(new URL(file, directory), "utf8"));

  test.each(samples)("$peer: $name", (sample) => {
    const bytes = Uint8Array.from(Buffer.from(sample.hex, "hex"));
    const headers = Object.keys(sample.attributes ?? {});
    const decodeIn = (chunks: Uint8Array[]): DecodedMessage[] => {
      const { codec, direction, attributes } = open(sample.direction, headers);
      return decodeAll(codec, chunks, { direction, attributes });
    };
    const messages = decodeIn([bytes]);
    expect(messages.length).toBeGreaterThan(0);
    expect(Buffer.concat(messages.map((message) => message.bytes))).toEqual(Buffer.from(bytes));
    expect(decodeIn(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(messages);

    const [message] = messages;
    if (sample.requestId !== undefined) expect(message?.requestId).toBe(BigInt(sample.requestId));
    if (sample.attributes !== undefined) expect(message?.attributes).toEqual(sample.attributes);
    if (sample.kind === "Oneway") expect(message?.kind).toBe(MessageKind.Oneway);
    if (sample.kind === "Error") expect(message?.kind).toBe(MessageKind.Error);
    if (sample.kind === "Failed") expect(message?.kind).toBe(MessageKind.Response);
    const isError = sample.kind === "Error" || sample.kind === "Failed";
    expect(message?.status).toBe(isError ? ResponseStatus.Error : ResponseStatus.Ok);
  });
});

test("the module offers the plugin to configurations", () => {
  expect(plugins).toMatchObject([{ kind: "codec", protocol: "thrift", correlation: "order" }]);
});
