import type { CheckContext, ResourceFinding } from "../resource/kind-definition.js";
import type { ConfigRecord } from "../schema/records.js";
import { checkLabel, error, textsIn } from "./check-parts.js";

/** `.` and namespaces, each once, or `*` alone. */
export function checkExportTo(
  spec: ConfigRecord,
  { namespace }: CheckContext,
): readonly ResourceFinding[] {
  const entries = textsIn(spec, "exportTo");
  const seen = new Set<string>();
  return entries.flatMap(({ path, text }) => {
    const target = text === "." ? namespace : text;
    if (seen.has(target)) return [error(path, `is the namespace "${target}" again; remove one`)];
    seen.add(target);
    if (text === "*" && entries.length > 1) {
      return [
        error(path, '"*" is every namespace already; leave it alone in the list, or remove it'),
      ];
    }
    if (text === "~") {
      return [error(path, '"~" is no namespace, so nobody would see it; write . for its own')];
    }
    return text === "." || text === "*" ? [] : checkLabel({ path, text }, "namespace");
  });
}
