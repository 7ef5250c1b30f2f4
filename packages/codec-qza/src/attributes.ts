import type { AttributeDoc } from "@meltemi/core";
import { Field } from "./header.js";

interface QzaAttribute extends AttributeDoc {
  readonly offset: number;
  /** Width in bytes. */
  readonly width: 2 | 4;
  readonly min: number;
  readonly max: number;
}

const common = { type: "integer", on: "both", mutable: true } as const;
const int16 = { ...common, width: 2, min: -0x8000, max: 0x7fff } as const;
const uint32 = { ...common, width: 4, min: 0, max: 0xffff_ffff } as const;

/** Everything that decode can read and encode can write. */
export const ATTRIBUTES: readonly QzaAttribute[] = [
  { name: "cmd", ...int16, offset: Field.command, description: "Command, signed 16 bits" },
  {
    name: "sub_cmd",
    ...int16,
    offset: Field.subCommand,
    description: "Subcommand, signed 16 bits",
  },
  {
    name: "uid",
    ...uint32,
    offset: Field.clientUin,
    description: "Client's user number, unsigned",
  },
];
