import fc from "fast-check";
import { expect, test } from "vitest";
import { type Attribute, AttributeSet } from "./attribute.js";
import { ExactText } from "./exact-text.js";
import { Message, MessageKind, ResponseStatus, requestIdText } from "./message.js";

const attributes = new AttributeSet();
const command = attributes.attribute("command");
const user = attributes.attribute("user");
const uin = attributes.attribute("uin");

test("reset forgets everything that the last message left", () => {
  const message = new Message();
  message.kind = MessageKind.Error;
  message.requestIdHigh = 1;
  message.requestIdLow = 2;
  message.streamId = 3;
  message.status = ResponseStatus.Error;
  message.size = 4;
  message.replySize = 5;
  message.codecState = 6;
  message.dialect = 7;
  message.setInteger(command, 7);
  message.setText(user, "ann");
  const bytes = Buffer.from("abc");
  message.reset(MessageKind.Response, bytes, 1);
  const fresh = new Message();
  fresh.reset(MessageKind.Response, bytes, 1);
  const { bytes: _bytes, ...fields } = message;
  const { bytes: _fresh, ...freshFields } = fresh;
  expect(fields).toEqual(freshFields);
  expect(message.bytes).toBe(bytes);
  expect(message.start).toBe(1);
  expect(message.has(command)).toBe(false);
  expect(message.isInteger(command)).toBe(false);
  expect(message.text(user)).toBeUndefined();
});

test("an attribute that was made after the message is simply absent, and can be set", () => {
  const set = new AttributeSet();
  const message = new Message();
  message.setInteger(set.attribute("early"), 1);
  const late = Array.from({ length: 20 }, (_, i) => set.attribute(`late-${i}`)).at(-1) as Attribute;
  expect(message.has(late)).toBe(false);
  expect(message.text(late)).toBeUndefined();
  message.setText(late, "here");
  expect(message.text(late)).toBe("here");
  expect(message.text(set.attribute("early"))).toBe("1");
  expect(message.text(set.attribute("late-3"))).toBeUndefined();
});

test("an empty value is a value", () => {
  const message = new Message();
  message.reset(MessageKind.Request, Buffer.from("xyz"), 0);
  message.setRange(command, 2, 2);
  message.setText(user, "");
  expect(message.has(command)).toBe(true);
  expect(message.text(command)).toBe("");
  expect(message.has(user)).toBe(true);
  expect(message.text(user)).toBe("");
});

test("a range follows the message to where it is moved", () => {
  const message = new Message();
  message.reset(MessageKind.Request, Buffer.from("--GET key--"), 2);
  message.setRange(command, 2, 5);
  message.setRange(user, 6, 9);
  expect(message.text(user)).toBe("key");
  message.moveTo(Buffer.from("....GET key"), 4);
  expect(message.text(command)).toBe("GET");
  expect(message.text(user)).toBe("key");
});

test("kept attributes outlive their bytes", () => {
  const bytes = Buffer.from("GET key");
  const message = new Message();
  message.reset(MessageKind.Request, bytes, 0);
  message.setRange(command, 0, 3);
  message.setRange(user, 4, 7);
  message.setInteger(uin, 12);
  message.keepAttributes(attributes.all);
  bytes.fill(0);
  expect(message.text(command)).toBe("GET");
  expect(message.text(user)).toBe("key");
  expect(message.isInteger(uin)).toBe(true);
});

type Step =
  | { readonly do: "integer"; readonly value: number }
  | { readonly do: "text"; readonly value: string }
  | { readonly do: "range"; readonly start: number; readonly length: number }
  | { readonly do: "move"; readonly to: number }
  | { readonly do: "read" | "keep" | "reset" };

test("an attribute is what was set last, whatever was set, read, kept or moved before", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("integer"), value: fc.integer() }),
    fc.record({ do: fc.constant("text"), value: fc.string() }),
    fc.record({ do: fc.constant("range"), start: fc.nat(10), length: fc.nat(10) }),
    fc.record({ do: fc.constant("move"), to: fc.nat(9) }),
    fc.record({ do: fc.constantFrom("read", "keep", "reset") }),
  ) as fc.Arbitrary<Step>;
  const content = "abcdefghijklmnopqrst";
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), step)), (steps) => {
      const message = new Message();
      message.reset(MessageKind.Request, Buffer.from(content), 0);
      const model = new Map<Attribute, string | number>();
      for (const [index, next] of steps) {
        const attribute = attributes.all[index] as Attribute;
        const { start } = message;
        switch (next.do) {
          case "integer":
            message.setInteger(attribute, next.value);
            model.set(attribute, next.value);
            break;
          case "text":
            message.setText(attribute, next.value);
            model.set(attribute, next.value);
            break;
          case "range":
            message.setRange(attribute, start + next.start, start + next.start + next.length);
            model.set(attribute, content.slice(next.start, next.start + next.length));
            break;
          case "move":
            message.bytes.fill(0);
            message.moveTo(Buffer.from("#".repeat(next.to) + content), next.to);
            break;
          case "read":
            message.text(attribute);
            break;
          case "keep":
            message.keepAttributes(attributes.all);
            break;
          case "reset":
            message.reset(MessageKind.Request, Buffer.from(content), 0);
            model.clear();
        }
      }
      for (const attribute of attributes.all) {
        const value = model.get(attribute);
        expect(message.has(attribute)).toBe(value !== undefined);
        expect(message.isInteger(attribute)).toBe(typeof value === "number");
        if (typeof value === "number") expect(message.integer(attribute)).toBe(value);
        expect(message.text(attribute)).toBe(value === undefined ? undefined : String(value));
      }
    }),
  );
});

test("request ids of up to 64 bits are written in decimal, unsigned", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (id) => {
      const message = new Message();
      message.requestIdHigh = Number(id >> 32n);
      message.requestIdLow = Number(id & 0xffffffffn);
      expect(requestIdText(message)).toBe(String(id));
    }),
  );
});

test("a value is compared with a text in the same way however it is held", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme" }),
      (value, other) => {
        const bytes = Buffer.from(`<${value}>`);
        for (const text of [value, other, `${value} `, value.slice(1)]) {
          const expected = new ExactText(text);
          const message = new Message();
          message.reset(MessageKind.Request, bytes, 0);
          message.setRange(user, 1, bytes.length - 1);
          expect(message.isText(user, expected)).toBe(value === text);
          message.moveTo(Buffer.concat([Buffer.from("behind"), bytes]), 6);
          expect(message.isText(user, expected)).toBe(value === text);
          message.setText(user, value);
          expect(message.isText(user, expected)).toBe(value === text);
        }
      },
    ),
  );
  const message = new Message();
  message.setInteger(command, 7);
  expect(message.isText(command, new ExactText("7"))).toBe(true);
  expect(message.isText(user, new ExactText(""))).toBe(false);
});

test("a message whose attributes have been dropped has none, and the next one finds none of them", () => {
  const message = new Message();
  const bytes = Buffer.from("value");
  for (const hold of [
    () => message.setRange(user, 0, 5),
    () => message.setText(user, "value"),
    () => message.setInteger(user, 5),
  ]) {
    message.reset(MessageKind.Request, bytes, 0);
    hold();
    message.dropAttributes();
    expect([message.has(user), message.isInteger(user), message.text(user)]).toEqual([
      false,
      false,
      undefined,
    ]);
    message.setInteger(command, 1);
    const other = new Message();
    other.reset(MessageKind.Request, bytes, 0);
    other.setText(user, "other");
    expect([
      message.text(command),
      message.text(user),
      other.text(user),
      other.text(command),
    ]).toEqual(["1", undefined, "other", undefined]);
    other.dropAttributes();
  }
});
