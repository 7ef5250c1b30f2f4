import { describe, expect, test } from "vitest";
import { codecConformance } from "../src/index.js";
import { BROKEN_CODECS } from "./broken-codecs.js";
import { FrameCodec, framePlugin } from "./frame-codec.js";
import { frameSubject } from "./frame-subject.js";

describe("a correct codec passes", () => {
  for (const { name, run } of codecConformance(frameSubject())) test(name, run);
});

describe("a broken codec is caught", () => {
  for (const { bug, caughtBy, says, plugin } of BROKEN_CODECS) {
    test(`one that ${bug}`, () => {
      const found = codecConformance(frameSubject(plugin)).find(({ name }) => name === caughtBy);
      expect(() => found?.run()).toThrow(says);
    });
  }
});

test("every case has a broken codec that it catches", () => {
  const cases = codecConformance(frameSubject()).map(({ name }) => name);
  expect(new Set(BROKEN_CODECS.map(({ caughtBy }) => caughtBy))).toEqual(new Set(cases));
});

describe("deviations", () => {
  const caseName = "an attribute that nobody wants is not set";
  const deviations = [{ case: caseName, reason: "costs less than the test" }];

  test("a deviation passes while the codec deviates", () => {
    const plugin = BROKEN_CODECS.find(({ caughtBy }) => caughtBy === caseName)?.plugin;
    const cases = codecConformance({ ...frameSubject(plugin), deviations });
    const deviating = cases.find(({ name }) => name.startsWith(caseName));
    expect(deviating?.name).toBe(`${caseName} (deviation: costs less than the test)`);
    expect(() => deviating?.run()).not.toThrow();
  });

  test("a deviation fails once the codec no longer deviates", () => {
    const cases = codecConformance({ ...frameSubject(), deviations });
    const deviating = cases.find(({ name }) => name.startsWith(caseName));
    expect(() => deviating?.run()).toThrow("remove the deviation");
  });

  test("a deviation from a case that does not exist is an error", () => {
    const unknown = [{ case: "no such case", reason: "none" }];
    expect(() => codecConformance({ ...frameSubject(), deviations: unknown })).toThrow(
      'deviation from "no such case"',
    );
  });
});

test("cases without an occasion in the protocol are left out", () => {
  class Plain extends FrameCodec {
    override readonly heartbeat = undefined as never;
    override readonly onHeartbeat = undefined as never;
  }
  const subject = { ...frameSubject(framePlugin(Plain, { correlation: "order" })), mutations: [] };
  const names = codecConformance(subject).map(({ name }) => name);
  expect(names.filter((name) => /heartbeat|request id|mutated|is there when/.test(name))).toEqual(
    [],
  );
});
