import type { AttributeDoc } from "@meltemi/core";

const fixed = { type: "text", on: "both", mutable: false } as const;

/** Everything that decode can read. */
export const ATTRIBUTES: readonly AttributeDoc[] = [
  {
    name: "method",
    ...fixed,
    description: 'Name of the message as it came, with the service when multiplexed: "Greeter:hi"',
  },
  {
    name: "service",
    ...fixed,
    description: 'What comes before the ":" of the name, if there is one',
  },
  { name: "function", ...fixed, description: 'What comes after the ":", or the whole name' },
  { name: "message_type", ...fixed, description: "call, oneway, reply or exception" },
  { name: "transport", ...fixed, description: "framed, unframed or header" },
  { name: "protocol", ...fixed, description: "binary or compact" },
  {
    name: "*",
    type: "text",
    on: "both",
    mutable: true,
    description: "Every info header of a THeader message, under its own name, in any case",
  },
];

/** Names that mean a part of the message, and never an info header. */
export const RESERVED: readonly string[] = ATTRIBUTES.map(({ name }) => name).filter(
  (name) => name !== "*",
);
