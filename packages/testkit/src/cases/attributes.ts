import { expectSame, fail, show } from "../check.js";
import { attributeNames, connect, samplesOf } from "../connection.js";
import { expectSample } from "../expect-message.js";
import type { CodecSubject } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const attributeCases: readonly CaseDefinition[] = [
  { name: "a message decodes alike when no attribute is wanted", run: unneeded },
  { name: "an attribute that nobody wants is not set", run: unset },
  { name: "an attribute wanted later is delivered from then on", run: wantedLater },
];

function unneeded(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const decoded = connect(subject, direction, "none").decodeWhole(sample.bytes, what);
    expectSample({ ...decoded, attributes: {} }, sample, direction, `${what}, none wanted`, {});
  }
}

function unset(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const { attributes } = connect(subject, direction, "none").decodeWhole(sample.bytes, what);
    const [name] = Object.keys(attributes);
    if (name !== undefined) fail(`${what}: attribute ${show(name)} is set, and nobody wants it`);
  }
}

function wantedLater(subject: CodecSubject): void {
  for (const { direction, sample, what } of samplesOf(subject)) {
    const connection = connect(subject, direction, "none");
    connection.decodeWhole(sample.bytes, what);
    for (const name of attributeNames(subject)) {
      const attribute = connection.attributes.want(name);
      const { attributes } = connection.decodeWhole(sample.bytes, what);
      const expected = sample.attributes[name];
      expectSame(attributes[attribute.name], expected, `${what}, late: attribute ${show(name)}`);
    }
  }
}
