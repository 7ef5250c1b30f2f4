import { findKind, KINDS } from "../kinds/kinds.js";
import { suggest } from "../schema/closest.js";
import { describe, quote } from "../schema/describe.js";
import { apiVersionOf, type KindDefinition, type ResourceFinding } from "./kind-definition.js";

/** What a document says that it is. */
export interface Identity {
  /** Undefined: it is of no kind that Meltemi reads. */
  readonly definition: KindDefinition | undefined;
  readonly findings: readonly ResourceFinding[];
}

/** The kind of a document, by its `kind` and `apiVersion`. */
export function identify(document: Readonly<Record<string, unknown>>): Identity {
  const { kind, apiVersion } = document;
  if (typeof kind !== "string" || kind === "") {
    const message =
      kind === undefined || kind === null || kind === ""
        ? `"kind" is missing; add it, such as kind: MetaRouter`
        : `expected the name of a kind, got ${describe(kind)}; write such as MetaRouter`;
    return { definition: undefined, findings: [{ path: ["kind"], message }] };
  }
  const definition = KINDS.find((one) => one.kind === kind);
  if (definition === undefined) {
    const near = findKind(kind)?.kind;
    const hint = near === undefined ? suggest(kind, kindNames) : `write ${near}`;
    const message = `${quote(kind)} is not a kind that Meltemi reads; ${hint}`;
    return { definition: undefined, findings: [{ path: ["kind"], message }] };
  }
  const finding = checkApiVersion(apiVersion, definition);
  return { definition, findings: finding === undefined ? [] : [finding] };
}

const kindNames: readonly string[] = KINDS.map(({ kind }) => kind);

function checkApiVersion(
  apiVersion: unknown,
  definition: KindDefinition,
): ResourceFinding | undefined {
  const { kind, group, version, otherVersions, otherGroups } = definition;
  const path = ["apiVersion"];
  const right = apiVersionOf(group, version);
  if (apiVersion === undefined || apiVersion === null || apiVersion === "") {
    return { path, message: `"apiVersion" is missing; add apiVersion: ${right}` };
  }
  const versions = [version, ...otherVersions];
  if (versions.some((one) => apiVersionOf(group, one) === apiVersion)) return undefined;
  for (const other of otherGroups) {
    if (!versions.some((one) => apiVersionOf(other, one) === apiVersion)) continue;
    const message = `${quote(other)} is a misprint of "${group}" and is read as that; correct it`;
    return { path, message, warning: true };
  }
  const given = typeof apiVersion === "string" ? quote(apiVersion) : describe(apiVersion);
  const all = versions.map((one) => apiVersionOf(group, one)).join(" or ");
  return { path, message: `${given} is not an apiVersion of ${kind}; write ${all}` };
}
