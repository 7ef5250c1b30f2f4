/** Ends the case. A plain Error, so that every test runner shows it. */
export function fail(text: string): never {
  throw new Error(text);
}

export function check(condition: boolean, text: string): asserts condition {
  if (!condition) fail(text);
}

export function expectSame(actual: unknown, expected: unknown, what: string): void {
  if (!Object.is(actual, expected)) fail(`${what}: ${show(actual)}, expected ${show(expected)}`);
}

export function expectBytes(actual: Uint8Array, expected: Uint8Array, what: string): void {
  const shorter = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < shorter && actual[at] === expected[at]) at++;
  if (at === actual.length && at === expected.length) return;
  fail(
    `${what}: bytes differ at offset ${at} (${actual.length} bytes, expected ${expected.length}): ` +
      `${hex(actual, at)}, expected ${hex(expected, at)}`,
  );
}

export function show(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** The bytes around `at`, in hexadecimal. */
function hex(bytes: Uint8Array, at: number): string {
  const part = bytes.subarray(Math.max(0, at - 4), at + 12);
  return `[${Array.from(part, (byte) => byte.toString(16).padStart(2, "0")).join(" ")}]`;
}
