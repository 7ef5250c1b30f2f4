import { expect, test } from "vitest";
import {
  countOption,
  durationOption,
  integersOption,
  namesOption,
  pairsOption,
  portOption,
} from "./arguments.js";

test("command line values are read, and their defaults stand in for them", () => {
  expect(portOption("port", "8090", 1)).toBe(8090);
  expect(portOption("port", undefined, 1)).toBe(1);
  expect(integersOption("sub-cmds", "1, -2", [])).toEqual([1, -2]);
  expect(durationOption("interval", "1.5s", 1)).toBe(1500);
  expect(durationOption("interval", "250ms", 1)).toBe(250);
  expect(countOption("count", "200")).toBe(200);
  expect(countOption("count", undefined)).toBe(Number.POSITIVE_INFINITY);
  expect(namesOption("methods", "sayHello, ping", [])).toEqual(["sayHello", "ping"]);
  expect(namesOption("methods", undefined, ["ping"])).toEqual(["ping"]);
  expect(pairsOption("attachments", "foo=bar, a=b=c,empty=")).toEqual({
    foo: "bar",
    a: "b=c",
    empty: "",
  });
  expect(pairsOption("attachments", undefined)).toEqual({});
});

test("a wrong value is refused with the option's name and what it takes", () => {
  expect(() => portOption("port", "65536", 1)).toThrow('--port: "65536" is not a port; give');
  expect(() => integersOption("cmd", "1,,2", [])).toThrow("--cmd");
  expect(() => integersOption("cmd", "40000", [])).toThrow("write it like 1,2");
  expect(() => durationOption("interval", "1 week", 1)).toThrow("write it like 500ms or 1s");
  expect(() => countOption("count", "0")).toThrow("give a number from 1 to");
  expect(() => namesOption("methods", "a,,b", [])).toThrow("write it like one,two");
  expect(() => pairsOption("attachments", "foo")).toThrow("write it like foo=bar,a=b");
});
