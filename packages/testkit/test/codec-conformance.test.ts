import { CodecError } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { codecConformance, type MessageSample } from "../src/index.js";
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

describe("a codec that refuses messages over the limit by itself passes", () => {
  class Refuses extends FrameCodec {
    override checkSize(size: number): number {
      if (size > this.context.limits.maxMessageBytes) throw new CodecError("too-large", `${size}`);
      return super.checkSize(size);
    }
  }
  const cases = codecConformance(frameSubject(framePlugin(Refuses)));
  for (const { name, run } of cases) test(name, run);
});

test("a codec that writes into its samples is caught and damages none, also of Node Buffers", () => {
  const caughtBy = "decode changes none of the bytes";
  const plugin = BROKEN_CODECS.find((broken) => broken.caughtBy === caughtBy)?.plugin;
  const { requests, responses, ...rest } = frameSubject(plugin);
  const asBuffer = (sample: MessageSample) => ({ ...sample, bytes: Buffer.from(sample.bytes) });
  const buffers = { requests: requests.map(asBuffer), responses: responses.map(asBuffer) };

  const cases = codecConformance({ ...rest, ...buffers });
  const failed = cases.filter(({ run }) => {
    try {
      run();
      return false;
    } catch {
      return true;
    }
  });

  expect(failed.map(({ name }) => name)).toContain(caughtBy);
  const bytesOf = (samples: readonly MessageSample[]) => samples.map(({ bytes }) => [...bytes]);
  expect(bytesOf(buffers.requests)).toEqual(bytesOf(requests));
  expect(bytesOf(buffers.responses)).toEqual(bytesOf(responses));
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
  const { requestIdBits: _, ...plugin } = framePlugin(Plain, { correlation: "order" });
  const subject = { ...frameSubject(plugin), mutations: [] };
  const names = codecConformance(subject).map(({ name }) => name);
  expect(names.filter((name) => /heartbeat|request id|mutated|is there when/.test(name))).toEqual(
    [],
  );
});
