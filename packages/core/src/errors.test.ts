import { expect, test } from "vitest";
import { CodecError, ConfigError, ErrorKind } from "./errors.js";

test("errors can be told by name, for plugins that bring a core of their own", () => {
  const codecError = new CodecError("malformed", "bad magic 0xdabc");
  expect(codecError).toBeInstanceOf(Error);
  expect(codecError.name).toBe("CodecError");
  expect(codecError.reason).toBe("malformed");
  expect(String(codecError)).toBe("CodecError: bad magic 0xdabc");
  const configError = new ConfigError(["filters", 0, "rate"], "must be positive");
  expect(configError).toBeInstanceOf(Error);
  expect(configError.name).toBe("ConfigError");
  expect(configError.path).toEqual(["filters", 0, "rate"]);
});

test("no two kinds of error share a name", () => {
  const kinds = Object.values(ErrorKind);
  expect(new Set(kinds).size).toBe(kinds.length);
});
