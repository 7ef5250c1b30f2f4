import { CONTRACT_VERSION, ErrorKind } from "@meltemi/core";
import { check, expectSame, show } from "../check.js";
import { connect, samplesOf } from "../connection.js";
import { expectSample } from "../expect-message.js";
import type { CodecSubject, Direction } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const contractCases: readonly CaseDefinition[] = [
  { name: "the plugin has the shape of the contract", run: shape },
  { name: "every attribute is documented as it occurs", run: attributeDocs },
  { name: "every kind of error has its reply documented", run: errorDocs },
  { name: "every sample decodes to what it says", run: samples },
];

function shape(subject: CodecSubject): void {
  const { plugin } = subject;
  expectSame(plugin.contract, CONTRACT_VERSION, "contract");
  expectSame(plugin.kind, "codec", "kind");
  check(Object.isFrozen(plugin), "the plugin is not frozen: return Object.freeze({...})");
  // A port name, tcp-metaprotocol-PROTOCOL-..., is split at its dashes.
  check(
    /^[a-z][a-z0-9_.]*$/.test(plugin.protocol),
    `protocol ${show(plugin.protocol)}: a-z 0-9 _ .`,
  );
  for (const alias of plugin.aliases ?? []) {
    check(/^[a-z][a-z0-9_.-]*$/.test(alias), `alias ${show(alias)}: a-z 0-9 _ . -`);
  }
  check(
    ["id", "order", "connection"].includes(plugin.correlation),
    `correlation ${show(plugin.correlation)} is not id, order or connection`,
  );
  const { correlation, requestIdBits } = plugin;
  const rewritesIds = requestIdBits !== undefined;
  check(correlation !== "id" || rewritesIds, 'correlation "id" needs requestIdBits');
  check(
    correlation !== "connection" || !rewritesIds,
    'correlation "connection" rewrites no ids, so requestIdBits has no place in it',
  );
  if (rewritesIds) check([31, 32, 53, 64].includes(requestIdBits), "requestIdBits");
  for (const direction of ["request", "response"] as const) {
    const { codec } = connect(subject, direction);
    check(codec !== connect(subject, direction).codec, "create returned the same codec twice");
    check(
      rewritesIds === (codec.setRequestId !== undefined),
      "requestIdBits and setRequestId belong together",
    );
  }
}

function attributeDocs(subject: CodecSubject): void {
  const { attributes } = subject.plugin;
  const names = attributes.map((attribute) => attribute.name);
  expectSame(new Set(names).size, names.length, "number of different attribute names");
  for (const { name, type, on, mutable, description } of attributes) {
    const what = `attribute ${show(name)}`;
    check(name !== "" && name === name.toLowerCase(), `${what} is not in lower case`);
    check(type === "text" || type === "integer", `${what}: type ${show(type)}`);
    check(["request", "response", "both"].includes(on), `${what}: on ${show(on)}`);
    check(description.trim() !== "", `${what} has no description`);
    if (name.includes("*")) continue; // a family of names, which no sample can carry whole
    const sides: Direction[] = on === "both" ? ["request", "response"] : [on];
    for (const side of sides) {
      const texts = (side === "request" ? subject.requests : subject.responses)
        .map((sample) => sample.attributes[name])
        .filter((text) => text !== undefined);
      check(texts.length > 0, `${what} is documented for ${side}s, but no sample carries it`);
      const integers = texts.every((text) => /^-?\d+$/.test(text));
      check(type !== "integer" || integers, `${what} is an integer, but a sample has other text`);
    }
    const mutated = (subject.mutations ?? []).some(({ set }) => set[name] !== undefined);
    check(!mutable || mutated, `${what} is mutable, but no mutation sample sets it`);
  }
}

function errorDocs(subject: CodecSubject): void {
  for (const kind of Object.values(ErrorKind)) {
    const text = subject.plugin.errorReplies[kind];
    check(typeof text === "string" && text.trim() !== "", `errorReplies has nothing for "${kind}"`);
  }
}

function samples(subject: CodecSubject): void {
  check(subject.requests.length > 0, "the subject has no request");
  check(subject.responses.length > 0, "the subject has no response");
  for (const { direction, sample, what } of samplesOf(subject)) {
    const decoded = connect(subject, direction).decodeWhole(sample.bytes, what);
    expectSample(decoded, sample, direction, what);
  }
}
