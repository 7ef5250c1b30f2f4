import { flag, map, object, type Schema, text } from "./schema-parts.js";

const tests: Readonly<Record<string, Schema>> = {
  exact: { description: "The value is this text.", type: "string" },
  prefix: text("The value starts with this text."),
  suffix: text("The value ends with this text."),
  contains: text("The value contains this text."),
  regex: text("The whole value matches; RE2 syntax, linear time."),
  range: object(
    "Range",
    "The value is an integer `v` with `start` <= `v` < `end`.",
    {
      start: { description: "Smallest value.", type: "integer" },
      end: { description: "First value behind the range.", type: "integer" },
    },
    ["start", "end"],
  ),
  present: {
    description: "true: the attribute is there, whatever its value. false: it is not.",
    type: "boolean",
  },
};

/** The keys of which a match has exactly one. */
export const MATCH_TYPES: readonly string[] = Object.keys(tests);

export const stringMatchSchema: Schema = {
  ...object("StringMatch", "One test of an attribute: exactly one match type, and modifiers.", {
    ...tests,
    ignoreCase: flag("Case makes no difference; for exact, prefix, suffix and contains.", false),
    invert: flag("Turns the result round for a value that is there.", false),
    treatMissingAsEmpty: flag("An absent attribute counts as the empty text.", false),
  }),
  oneOf: MATCH_TYPES.map((name) => ({ required: [name] })),
};

export const matchSchema: Schema = object(
  "Match",
  "Which requests a route is for. Left out: every request.",
  {
    attributes: map(
      "Attribute names and their tests; all must hold. Names are matched without regard to case.",
      stringMatchSchema,
    ),
  },
);
