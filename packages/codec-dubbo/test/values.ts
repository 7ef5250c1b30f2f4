import fc from "fast-check";

/** Text with characters of every width, and now and then half a surrogate pair. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ maxLength: 40 }), weight: 4 },
  { arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }), weight: 4 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 80 }), weight: 1 },
  {
    // Both sides of every change of a string's form.
    arbitrary: fc
      .tuple(fc.constantFrom("x", "ü"), fc.constantFrom(31, 32, 511, 512, 1023, 1024, 33_000))
      .map(([letter, length]) => letter.repeat(length)),
    weight: 1,
  },
);

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.integer({ min: -300_000, max: 300_000 }),
  fc.double({ noNaN: true }),
  fc.maxSafeInteger().map((value) => ({ $class: "long", $: value })),
  fc.date({ noInvalidDate: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((minutes) => new Date(minutes * 60_000)),
  fc.uint8Array({ maxLength: 20 }).map((value) => Buffer.from(value)),
  fc.constantFrom(15, 16, 1023, 1024, 5_000).map((length) => Buffer.alloc(length, 0xff)),
  anyText,
);

/** Values for hessian.js: it names a class by `$class`, and its value is `$`. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "value" },
    scalar,
    fc.array(tie("value"), { maxLength: 12 }),
    fc.array(tie("value"), { maxLength: 12 }).map(($) => ({ $class: "java.util.LinkedList", $ })),
    fc.array(fc.tuple(anyText, tie("value")), { maxLength: 5 }).map((entries) => new Map(entries)),
    fc.array(tie("value"), { maxLength: 20 }).map((values) => ({
      // As many fields as the class's name says: a class is the same wherever it occurs.
      $class: `org.example.Fields${values.length}`,
      $: Object.fromEntries(values.map((value, i) => [`field${i}`, value])),
    })),
    // The same object twice: the second time, only a reference is written.
    tie("value").map((value) => [value, value]),
  ),
})).value;
