import { AttributeSet, ConfigError, Message, MessageKind, type StringMatch } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { compileMatch } from "./matcher.js";

type Value = string | number | undefined;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Whether a message with that value of attribute "a" matches: a text as range of bytes. */
function matches(match: StringMatch, value: Value): boolean {
  const attributes = new AttributeSet();
  const matcher = compileMatch({ attributes: { a: match } }, attributes);
  const attribute = attributes.attribute("a");
  const message = new Message();
  const once = () => {
    const bytes = bytesOf(typeof value === "string" ? value : "");
    message.reset(MessageKind.Request, bytes, 0);
    if (typeof value === "number") message.setInteger(attribute, value);
    if (typeof value === "string") message.setRange(attribute, 0, bytes.length);
    return matcher.matches(message);
  };
  const first = once();
  expect(once()).toBe(first); // what is remembered agrees
  return first;
}

const ABSENT = undefined;

/** What Envoy's HeaderMatcher does, row by row. */
const TABLE: readonly [match: StringMatch, yes: readonly Value[], no: readonly Value[]][] = [
  [{ exact: "get" }, ["get"], ["GET", "gets", "", ABSENT]],
  [{ exact: "5" }, ["5", 5], ["05", "5.0", 50, ABSENT]],
  [{ exact: "05" }, ["05"], ["5", 5]],
  [{ exact: "-7" }, ["-7", -7], [7]],
  [{ exact: "4294967295" }, [4294967295], [-1]],
  [{ exact: "" }, ["", "anything", 0], [ABSENT]],
  [{ exact: "GeT", ignoreCase: true }, ["get", "GET"], ["gets", "ge", ABSENT]],
  [{ exact: "5", ignoreCase: true }, ["5", 5], [6]],
  [{ exact: "", ignoreCase: true }, ["", "anything"], [ABSENT]],
  [{ prefix: "get" }, ["get", "getUser"], ["GetUser", "ge", "forget", ABSENT]],
  [{ prefix: "12" }, ["12", 12, 1234], [21, 1]],
  [{ prefix: "" }, ["", "x", 0], [ABSENT]],
  [{ prefix: "GET", ignoreCase: true }, ["getUser", "GETUSER"], ["forget", "ge"]],
  [{ suffix: "User" }, ["getUser", "User"], ["getuser", "Users", "ser", ABSENT]],
  [{ suffix: "34" }, [1234, 34], [3, 345]],
  [{ suffix: "USER", ignoreCase: true }, ["getUser"], ["Users", "ser"]],
  [{ contains: "tU" }, ["getUser", "tU"], ["getuser", "t", ABSENT]],
  [{ contains: "23" }, [1234], [1324]],
  [{ contains: "TU", ignoreCase: true }, ["getUser"], ["get User", "t"]],
  // Only ASCII letters have two cases here: the Kelvin sign is no k.
  [{ contains: "K", ignoreCase: true }, ["k"], ["\u212a"]],
  [{ exact: "é", ignoreCase: true }, ["é"], ["É"]],
  [{ regex: "get.*" }, ["get", "getUser"], ["forget", "ge", ABSENT]],
  [{ regex: "get|set" }, ["get", "set"], ["gets", "xset"]],
  [{ regex: "1[0-9]" }, ["12", 12, 19], [1, 120, 21]],
  [{ regex: "(?i)GET" }, ["get"], ["gets"]],
  [{ range: { start: -5, end: 10 } }, ["-5", "9", "+9", "007", 0, -5], ["10", 10, -6, ABSENT]],
  [{ range: { start: 0, end: 10 } }, ["0"], ["", "-", "+", "1.5", "5x", " 5", "1e0", "0x5"]],
  [{ range: { start: 0, end: 10 } }, [], ["99999999999999999999999999", "-9".repeat(20)]],
  [
    { range: { start: 0, end: Number.MAX_SAFE_INTEGER } },
    ["9007199254740990"],
    ["9007199254740991", "9007199254740993"],
  ],
  [{ present: true }, ["", "x", 0], [ABSENT]],
  [{ present: false }, [ABSENT], ["", "x", 0]],

  // What is not there is not inverted; only presence is.
  [{ exact: "get", invert: true }, ["set", "", 5], ["get", ABSENT]],
  [{ exact: "5", invert: true }, [6], [5, "5", ABSENT]],
  [{ exact: "", invert: true }, [], ["", "x", ABSENT]],
  [{ regex: "get", invert: true }, ["set"], ["get", ABSENT]],
  [{ range: { start: 0, end: 5 }, invert: true }, ["7", "x"], ["3", ABSENT]],
  [{ present: true, invert: true }, [ABSENT], ["x"]],
  [{ present: false, invert: true }, ["x"], [ABSENT]],

  [{ exact: "", treatMissingAsEmpty: true }, ["", "x", ABSENT], []],
  [{ exact: "get", treatMissingAsEmpty: true }, ["get"], ["set", ABSENT]],
  [{ exact: "get", treatMissingAsEmpty: true, invert: true }, ["set", ABSENT], ["get"]],
  [{ regex: "x*", treatMissingAsEmpty: true }, ["x", ABSENT], ["y"]],
  [{ range: { start: 0, end: 5 }, treatMissingAsEmpty: true }, ["3"], [ABSENT]],
  [{ present: true, treatMissingAsEmpty: true }, ["x", ABSENT], []],
  [{ present: false, treatMissingAsEmpty: true }, [], ["x", ABSENT]],
  [{ present: true, treatMissingAsEmpty: true, invert: true }, [], ["x", ABSENT]],
];

const shown = (value: Value) => (value === ABSENT ? "nothing" : JSON.stringify(value));

describe.each(TABLE)("%j", (match, yes, no) => {
  for (const value of yes) {
    test(`matches ${shown(value)}`, () => expect(matches(match, value)).toBe(true));
  }
  for (const value of no) {
    test(`does not match ${shown(value)}`, () => expect(matches(match, value)).toBe(false));
  }
});

test("all entries have to match, whatever the case of their names", () => {
  const attributes = new AttributeSet();
  const spec = { attributes: { Service: { exact: "s" }, method: { prefix: "get" } } };
  const matcher = compileMatch(spec, attributes);
  const message = new Message();
  message.reset(MessageKind.Request, bytesOf(""), 0);
  message.setText(attributes.attribute("service"), "s");
  expect(matcher.matches(message)).toBe(false);
  message.setText(attributes.attribute("METHOD"), "getUser");
  expect(matcher.matches(message)).toBe(true);
});

test("a match without entries always matches and wants nothing", () => {
  const attributes = new AttributeSet();
  const message = new Message();
  expect(compileMatch({}, attributes).matches(message)).toBe(true);
  expect(compileMatch({ attributes: {} }, attributes).matches(message)).toBe(true);
  expect(attributes.all).toEqual([]);
});

test("only attributes that a match names are wanted", () => {
  const attributes = new AttributeSet();
  attributes.attribute("cmd");
  compileMatch({ attributes: { version: { present: true } } }, attributes);
  expect(attributes.all.filter(({ wanted }) => wanted).map(({ name }) => name)).toEqual([
    "version",
  ]);
});

test("a regex stays right when more values come than are remembered", () => {
  const attributes = new AttributeSet();
  const matcher = compileMatch({ attributes: { a: { regex: "[0-9]*7" } } }, attributes);
  const attribute = attributes.attribute("a");
  const message = new Message();
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 2000; i++) {
      const value = i * 257; // many of them fall into the same slot
      message.reset(MessageKind.Request, bytesOf(""), 0);
      message.setInteger(attribute, value);
      expect(matcher.matches(message)).toBe(value % 10 === 7);
      message.setText(attribute, String(value));
      expect(matcher.matches(message)).toBe(value % 10 === 7);
    }
  }
});

test("a regex that would take a backtracking engine years takes none", () => {
  expect(matches({ regex: "(a|a)*b" }, "a".repeat(5000))).toBe(false);
});

/** Wrong in ways that types forbid and YAML does not. */
const REFUSED: readonly [match: unknown, path: readonly string[], message: string][] = [
  [
    { exat: "x" },
    ["exat"],
    '"exat" is not a match type; use exact, prefix, suffix, contains, regex, range or present',
  ],
  [
    {},
    [],
    "nothing to match; give one of exact, prefix, suffix, contains, regex, range or present",
  ],
  [{ ignoreCase: true }, [], "nothing to match"],
  [{ exact: "x", prefix: "y" }, [], "exact and prefix exclude each other; keep one"],
  [5, [], 'not a match; write { exact: "5" }'],
  [null, [], "not a match"],
  [{ exact: 5 }, ["exact"], "5 is not text; put it in quotes"],
  [{ present: "yes" }, ["present"], '"yes" is neither true nor false; write one of them'],
  [{ exact: "x", invert: 1 }, ["invert"], "1 is neither true nor false"],
  [{ regex: "(" }, ["regex"], "use the syntax of RE2"],
  [{ regex: "(?=x)" }, ["regex"], "use the syntax of RE2"],
  [{ regex: "x", ignoreCase: true }, ["ignoreCase"], 'start the regex with "(?i)" instead'],
  [{ present: true, ignoreCase: true }, ["ignoreCase"], "does not go with present; remove it"],
  [{ range: 5 }, ["range"], "5 is not a range; write { start: 1, end: 10 }"],
  [{ range: { start: 1 } }, ["range", "end"], "not an integer"],
  [{ range: { start: 1.5, end: 2 } }, ["range", "start"], "not an integer"],
  [{ range: { start: 5, end: 5 } }, ["range"], "give an end above the start"],
];

test.each(REFUSED)("%j is refused, with its place and a remedy", (match, path, message) => {
  const spec = { attributes: { cmd: match as StringMatch } };
  const compile = () => compileMatch(spec, new AttributeSet());
  expect(compile).toThrow(ConfigError);
  expect(compile).toThrow(message);
  expect(compile).toThrow(expect.objectContaining({ path: ["attributes", "cmd", ...path] }));
});
