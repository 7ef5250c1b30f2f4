import { ByteWriter, ErrorKind, Mutation, requestIdText } from "@meltemi/core";
import { decodeAll } from "@meltemi/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeOne, open } from "./codec.js";
import { qzaMessage } from "./fixtures.js";

const int16 = fc.integer({ min: -0x8000, max: 0x7fff });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const fields = fc.record({
  requestId: uint32,
  command: int16,
  responseCode: int16,
  subCommand: int16,
  hostUin: uint32,
  uid: uint32,
  extension: fc.uint8Array({ maxLength: 600 }),
  body: fc.uint8Array({ maxLength: 300 }),
});
const direction = fc.constantFrom("request", "response");

test("any values come back as they were written", () => {
  fc.assert(
    fc.property(fields, direction, (values, side) => {
      const { codec, attributes } = open(side);
      const bytes = qzaMessage(values);
      expect(decodeAll(codec, [bytes], { direction: side, attributes })).toMatchObject([
        {
          requestId: BigInt(values.requestId),
          status: Number(side === "response" && values.responseCode !== 0),
          attributes: {
            cmd: String(values.command),
            sub_cmd: String(values.subCommand),
            uid: String(values.uid),
          },
          bytes,
        },
      ]);
    }),
  );
});

test("any chunking gives the same messages", () => {
  const chunking = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 4 }), direction, chunking, (all, side, lengths) => {
      const messages = all.map(qzaMessage);
      const stream = Uint8Array.from(messages.flatMap((bytes) => [...bytes]));
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < stream.length; ) {
        const length = lengths[chunks.length % lengths.length] as number;
        chunks.push(stream.slice(at, at + length));
        at += length;
      }
      const { codec, attributes } = open(side);
      const decoded = decodeAll(codec, chunks, { direction: side, attributes });
      expect(decoded.map(({ bytes }) => bytes)).toEqual(messages);
      const whole = decodeAll(codec, [stream], { direction: side, attributes });
      expect(decoded).toEqual(whole);
    }),
  );
});

test("a mutation in range is read back and changes nothing else", () => {
  const mutable = fc.record({ command: int16, subCommand: int16, uid: uint32 });
  fc.assert(
    fc.property(fields, mutable, (values, changes) => {
      const { codec, ...rest } = open("request");
      const message = decodeOne({ codec, ...rest }, qzaMessage(values));
      const mutation = new Mutation();
      mutation.set("cmd", String(changes.command));
      mutation.set("sub_cmd", String(changes.subCommand));
      mutation.set("uid", String(changes.uid));
      const out = new ByteWriter();
      expect(codec.encode(message, mutation, out)).toBe(0);
      expect(out.bytes.slice(0, out.length)).toEqual(qzaMessage({ ...values, ...changes }));
    }),
  );
});

test("a mutation with any other text is refused and changes nothing", () => {
  const isInteger = (text: string) => /^-?\d+$/.test(text);
  const outside = fc.bigInt().filter((value) => value < -0x8000n || value > 0xffff_ffffn);
  const text = fc.oneof(
    fc.string().filter((value) => !isInteger(value)),
    outside.map(String),
  );
  const name = fc.constantFrom("cmd", "sub_cmd", "uid", "constructor", "__proto__", "");
  fc.assert(
    fc.property(fields, name, text, (values, attribute, value) => {
      const { codec, ...rest } = open("request");
      const message = decodeOne({ codec, ...rest }, qzaMessage(values));
      const mutation = new Mutation();
      mutation.set(attribute, value);
      const out = new ByteWriter();
      expect(codec.encode(message, mutation, out)).toBe(1);
      expect(out.bytes.slice(0, out.length)).toEqual(qzaMessage(values));
    }),
  );
});

test("any request is answered under its own id, command and users", () => {
  const kind = fc.constantFrom(...Object.values(ErrorKind));
  fc.assert(
    fc.property(fields, kind, (values, error) => {
      const client = open("request");
      const request = decodeOne(client, qzaMessage(values));
      const out = new ByteWriter();
      client.codec.onError(
        request,
        { kind: error, source: "proxy", retriable: false, text: "" },
        out,
      );
      const reply = out.bytes.slice(0, out.length);
      const responseCode = error === ErrorKind.RouteNotFound ? 50 : 51;
      const { extension: _, body: __, ...header } = values;
      expect(reply).toEqual(qzaMessage({ ...header, responseCode }));
      expect(requestIdText(decodeOne(open("response"), reply))).toBe(String(values.requestId));
    }),
  );
});
