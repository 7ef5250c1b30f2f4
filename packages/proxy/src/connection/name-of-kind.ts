import { MessageKind } from "@meltemi/core";

/** For error texts: "a Response". */
export function nameOfKind(kind: MessageKind): string {
  const name = Object.entries(MessageKind).find(([, value]) => value === kind)?.[0];
  return name === undefined ? `a message of the unknown kind ${kind}` : `a ${name}`;
}
