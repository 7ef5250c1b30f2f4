import { expect, test } from "vitest";
import { JceReader } from "./jce-reader.js";
import { JceWriter } from "./jce-writer.js";
import { decodeGetReq, decodeGetRsp, encodeGetReq, encodeGetRsp } from "./qza-body.js";
import { WireError } from "./wire-error.js";

function reader(...bytes: number[]): JceReader {
  const made = new JceReader(Buffer.from(bytes));
  made.next();
  return made;
}

test("a body is written as the public encoding has it", () => {
  expect([...encodeGetReq({ seq: 67 })]).toEqual([0x00, 67]);
  expect([...encodeGetRsp({ ask: 0, label: "v1" })]).toEqual([0x0c, 0x16, 2, 0x76, 0x31]);
});

test("bodies survive the round trip", () => {
  for (const seq of [0, 1, -1, 127, 128, -129, 32_767, 32_768, -(2 ** 31), 2 ** 31 - 1]) {
    expect(decodeGetReq(encodeGetReq({ seq }))).toEqual({ seq });
  }
  const long = "é".repeat(300);
  expect(decodeGetRsp(encodeGetRsp({ ask: 52, label: long }))).toEqual({ ask: 52, label: long });
});

test("an integer is read in every width", () => {
  expect(reader(0x0c).integer()).toBe(0);
  expect(reader(0x00, 0xff).integer()).toBe(-1);
  expect(reader(0x01, 0x01, 0x00).integer()).toBe(256);
  expect(reader(0x02, 0x80, 0, 0, 0).integer()).toBe(-(2 ** 31));
  expect(reader(0x03, 0, 0, 0, 1, 0, 0, 0, 0).integer()).toBe(2 ** 32);
  expect(() => reader(0x03, 0x7f, 0, 0, 0, 0, 0, 0, 0).integer()).toThrow(WireError);
});

test("fields of every other type are passed over, whatever is inside them", () => {
  const unknown = [
    [0x24, 1, 2, 3, 4], // float
    [0x25, 1, 2, 3, 4, 5, 6, 7, 8], // double
    [0x26, 2, 65, 66], // string1
    [0x27, 0, 0, 0, 1, 65], // string4
    [0x28, 0x00, 1, 0x06, 1, 65, 0x1c], // map of one: "A" to 0
    [0x29, 0x00, 2, 0x0c, 0x00, 5], // list of 0 and 5
    [0x2a, 0x0a, 0x0c, 0x0b, 0x0b], // a struct in a struct
    [0x2d, 0x00, 0x00, 3, 9, 9, 9], // bytes
    [0xfc, 200], // a zero with the long tag 200
  ];
  for (const field of unknown) {
    expect(decodeGetReq(Buffer.from([...field, 0x00, 7]))).toEqual({ seq: 7 });
    expect(decodeGetReq(Buffer.from([0x00, 7, ...field]))).toEqual({ seq: 7 });
  }
});

test("a long tag is written and read", () => {
  const bytes = new JceWriter().integer(15, 3).integer(200, 0).bytes();
  expect([...bytes]).toEqual([0xf0, 15, 3, 0xfc, 200]);
  const read = new JceReader(bytes);
  expect([read.next(), read.tag, read.integer()]).toEqual([true, 15, 3]);
  expect([read.next(), read.tag, read.integer()]).toEqual([true, 200, 0]);
  expect(read.next()).toBe(false);
});

test("a body cut anywhere is refused or lacks a field", () => {
  const whole = encodeGetRsp({ ask: 70_000, label: "v1" });
  for (let length = 0; length < whole.length; length++) {
    expect(() => decodeGetRsp(whole.subarray(0, length))).toThrow(WireError);
  }
});

test("a length beyond the end is refused", () => {
  const malformed = [
    [0x26, 200, 65], // string1
    [0x27, 0xff, 0xff, 0xff, 0xff, 65], // string4
    [0x28, 0x02, 0x7f, 0xff, 0xff, 0xff, 0x0c], // map
    [0x29, 0x02, 0x7f, 0xff, 0xff, 0xff, 0x0c], // list
    [0x29, 0x00, 0xff], // list of -1
    [0x2d, 0x00, 0x02, 0x7f, 0xff, 0xff, 0xff, 1], // bytes
    [0x2d, 0x06, 0x00, 1, 1], // bytes that are not bytes
    [0x2a, 0x0c], // a struct that does not end
    [0x2b], // a struct that ends before it begins
    [0x2e], // a type that does not exist
    [0xf0], // a long tag that is missing
  ];
  for (const bytes of malformed) expect(() => reader(...bytes).skip()).toThrow(WireError);
});

test("structures nested without end are refused", () => {
  const nested = Buffer.alloc(10_000, 0x0a);
  expect(() => decodeGetReq(Buffer.concat([Buffer.from([0x1a]), nested]))).toThrow(/each other/);
});
