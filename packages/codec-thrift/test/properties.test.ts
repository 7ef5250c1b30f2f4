import { ByteWriter, Message, Mutation, requestIdText } from "@meltemi/core";
import { decodeAll } from "@meltemi/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, decodeOne, open, textsOf } from "./codec.js";
import {
  DIALECTS,
  frameOf,
  infoBlock,
  payloadOf,
  type ThriftFields,
  thriftMessage,
} from "./messages.js";
import { structs } from "./values.js";

const uint32 = fc.nat(0xffff_ffff);
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.:]{0,60}$/);
const headerName = fc.stringMatching(/^[A-Za-z-]{1,12}$/);
const headers = fc.dictionary(headerName, fc.string({ maxLength: 150 }), { maxKeys: 5 });
const fields: fc.Arbitrary<ThriftFields> = fc.record({
  type: fc.constantFrom("call", "oneway"),
  name,
  sequenceId: uint32,
  headerSequenceId: uint32,
  headers,
  persistent: headers,
  fields: structs(),
});

describe.each(DIALECTS)("$transport $protocol", (dialect) => {
  const { transport } = dialect;
  const isHeader = transport === "header";

  test("any message ends where it ends, whatever follows, and tells what it is", () => {
    fc.assert(
      fc.property(fields, fc.uint8Array({ maxLength: 40 }), (values, behind) => {
        const bytes = thriftMessage(dialect, values);
        const { codec, attributes } = open("request");
        const message = new Message();
        const buffer = Uint8Array.from([...bytes, ...behind]);
        message.reset(0, buffer, 0);
        expect(codec.decode(buffer, 0, buffer.length, message)).toBe(bytes.length);
        const method = values.name as string;
        const [service, ...rest] = method.split(":");
        expect(textsOf(message, attributes)).toEqual({
          method,
          ...(rest.length > 0 && { service }),
          function: rest.length > 0 ? rest.join(":") : method,
          message_type: values.type,
          transport,
          protocol: dialect.protocol === "compact" ? "compact" : "binary",
        });
        expect(message.requestIdLow).toBe(values.sequenceId);
      }),
    );
  });

  test("any chunking gives the same messages", () => {
    const chunking = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 4 }), chunking, (all, lengths) => {
        const messages = all.map((values) => thriftMessage(dialect, values));
        const stream = Uint8Array.from(messages.flatMap((bytes) => [...bytes]));
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < stream.length; ) {
          const length = lengths[chunks.length % lengths.length] as number;
          chunks.push(stream.slice(at, at + length));
          at += length;
        }
        const decodeIn = (parts: Uint8Array[]) => {
          const { codec, attributes } = open("request");
          return decodeAll(codec, parts, { direction: "request", attributes });
        };
        const decoded = decodeIn(chunks);
        expect(decoded.map(({ bytes }) => bytes)).toEqual(messages);
        expect(decoded).toEqual(decodeIn([stream]));
      }),
    );
  });

  test("a message cut off anywhere is waited for, and never for more than it has", () => {
    fc.assert(
      fc.property(fields, fc.nat(), (values, at) => {
        const bytes = thriftMessage(dialect, values);
        const length = at % bytes.length;
        const size = decode(open("request"), bytes.slice(0, length), new Message());
        if (size > 0) expect(size).toBe(bytes.length);
        if (size < 0) expect(-size).toBeGreaterThan(length);
        expect(-size).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  test("an id is rewritten for the server and restored for the client, to the byte", () => {
    fc.assert(
      fc.property(fields, uint32, (values, id) => {
        const bytes = thriftMessage(dialect, values);
        const client = open("request");
        const request = decodeOne(client, bytes);
        const upstream = rewritten(bytes, (out) => {
          client.codec.setRequestId?.(request, 0, id, out, 5);
        });
        const sent = { ...values, sequenceId: id, headerSequenceId: id };
        expect(upstream).toEqual(thriftMessage(dialect, sent));

        const server = open("response");
        const answer = thriftMessage(dialect, { ...sent, type: "reply" });
        const response = decodeOne(server, answer);
        expect(requestIdText(response)).toBe(String(id));
        const downstream = rewritten(answer, (out) => {
          const { requestIdHigh, requestIdLow } = request;
          server.codec.setRequestId?.(response, requestIdHigh, requestIdLow, out, 5);
        });
        expect(downstream).toEqual(thriftMessage(dialect, { ...values, type: "reply" }));
      }),
    );
  });

  test(`info headers are ${isHeader ? "set, replaced and removed" : "refused"}`, () => {
    const changes = fc.array(
      fc.tuple(headerName, fc.option(fc.string({ unit: "grapheme" }), { nil: undefined })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fields, changes, ({ persistent: _, ...values }, changed) => {
        const mutation = new Mutation();
        for (const [key, value] of changed) {
          if (value === undefined) mutation.remove(key);
          else mutation.set(key, value);
        }
        const bytes = thriftMessage(dialect, values);
        const client = open("request");
        const request = decodeOne(client, bytes);
        const out = new ByteWriter();
        const refused = client.codec.encode(request, mutation, out);
        const encoded = out.bytes.slice(0, out.length);
        if (!isHeader) {
          expect(refused).toBe(mutation.size);
          expect(encoded).toEqual(bytes);
          return;
        }
        expect(refused).toBe(0);
        const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
        const before = Object.entries(values.headers ?? {});
        const wanted = Array.from({ length: mutation.size }, (_, i) => mutation.nameAt(i));
        const after = before.filter(([key]) => !wanted.some((other) => isSame(key, other)));
        for (const [i, key] of wanted.entries()) {
          const value = mutation.valueAt(i);
          const [known = key] = before.find(([other]) => isSame(key, other)) ?? [];
          if (value !== undefined) after.push([known, value]);
        }
        const protocolId = dialect.protocol === "compact" ? 2 : 0;
        const block = [Buffer.of(protocolId, 0), infoBlock(1, after)];
        const { headerSequenceId = 0 } = values;
        const body = payloadOf(dialect.protocol, values);
        expect(encoded).toEqual(frameOf(block, headerSequenceId, body));
      }),
    );
  });
});

/** The message behind 5 other bytes in a writer, changed there. */
function rewritten(bytes: Uint8Array, change: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter(0);
  out.append(Uint8Array.of(1, 2, 3, 4, 5), 0, 5);
  out.append(bytes, 0, bytes.length);
  change(out);
  expect(out.bytes.slice(0, 5)).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
  return out.bytes.slice(5, out.length);
}
