import { ByteWriter, Mutation } from "@meltemi/core";
import { expectBytes, expectSame } from "../check.js";
import { connect, samplesOf } from "../connection.js";
import { expectSample } from "../expect-message.js";
import { mutationOf, outputOf, requestOf } from "../output.js";
import type { CodecSubject, MutationSample } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const encodingCases: readonly CaseDefinition[] = [
  { name: "an empty mutation leaves every byte as it is", run: unmutated },
  { name: "a mutation is there when the message is decoded again", applies: mutates, run: mutated },
  { name: "a refused mutation is counted and changes nothing", applies: refuses, run: refused },
  { name: "encode changes none of the bytes that it reads", applies: mutates, run: untouched },
];

function mutates(subject: CodecSubject): boolean {
  return subject.mutations !== undefined && subject.mutations.length > 0;
}

function refuses(subject: CodecSubject): boolean {
  return (subject.mutations ?? []).some((sample) => (sample.refused ?? 0) > 0);
}

function unmutated(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const { codec, message, decodeWhole } = connect(subject, direction);
    decodeWhole(sample.bytes, what);
    const out = new ByteWriter();
    expectSame(codec.encode(message, new Mutation(), out), 0, `${what}: entries refused`);
    expectBytes(out.bytes.slice(0, out.length), sample.bytes, `${what}, encoded unchanged`);
  }
}

function mutated(subject: CodecSubject): void {
  for (const sample of subject.mutations ?? []) {
    const direction = sample.direction ?? "request";
    const what = `mutation "${sample.name}"`;
    const decoded = connect(subject, direction).decodeWhole(encoded(subject, sample), what);
    const attributes = { ...sample.message.attributes, ...sample.attributes };
    expectSample(decoded, sample.message, direction, what, attributes);
  }
}

function refused(subject: CodecSubject): void {
  for (const sample of subject.mutations ?? []) {
    const what = `mutation "${sample.name}"`;
    const { codec, message, decodeWhole } = connect(subject, sample.direction ?? "request");
    decodeWhole(sample.message.bytes, what);
    const out = new ByteWriter();
    const count = codec.encode(message, mutationOf(sample), out, requestOf(subject, sample));
    expectSame(count, sample.refused ?? 0, `${what}: entries refused`);
    if (count < Object.keys(sample.set).length) continue;
    const bytes = out.bytes.slice(0, out.length);
    expectBytes(bytes, sample.message.bytes, `${what}, of which every entry was refused`);
  }
}

function untouched(subject: CodecSubject): void {
  for (const sample of subject.mutations ?? []) {
    const what = `mutation "${sample.name}"`;
    const bytes = sample.message.bytes.slice();
    encoded(subject, { ...sample, message: { ...sample.message, bytes } });
    expectBytes(bytes, sample.message.bytes, `${what}: the original after encode`);
  }
}

function encoded(subject: CodecSubject, sample: MutationSample): Uint8Array {
  const { codec, message, decodeWhole } = connect(subject, sample.direction ?? "request");
  decodeWhole(sample.message.bytes, `mutation "${sample.name}"`);
  const request = requestOf(subject, sample);
  return outputOf((out) => codec.encode(message, mutationOf(sample), out, request));
}
