import { findKind, KINDS, type KindDefinition, suggest } from "@meltemi/api";
import type { ResourceName } from "../client/control-plane-client.js";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";

/** Resources as a command line names them. */
export interface Selection {
  /** At least one; exactly one when there are names. */
  readonly kinds: readonly KindDefinition[];
  /** Empty: all of them. */
  readonly names: readonly string[];
}

/**
 * @param kinds kinds, plurals or short names with commas between, "all", or `KIND/NAME`
 * @throws {CommandFailure} for a kind that there is not
 */
export function parseSelection(kinds: string, names: readonly string[]): Selection {
  const [kind = "", name, ...more] = kinds.split("/");
  if (name !== undefined) {
    if (name === "" || more.length > 0 || names.length > 0) {
      throw usage(`"${kinds}" is not a resource; write KIND/NAME, or KIND NAME`);
    }
    return { kinds: [kindNamed(kind)], names: [name] };
  }
  const found = kinds === "all" ? KINDS : kinds.split(",").map(kindNamed);
  if (names.length > 0 && found.length > 1) {
    throw usage(`names go with one kind, not with "${kinds}"; write a kind, such as metarouter`);
  }
  return { kinds: found, names };
}

/** @throws {CommandFailure} when it names no resource */
export function parseResources(
  kind: string,
  names: readonly string[],
  namespace: string,
): readonly ResourceName[] {
  const selection = parseSelection(kind, names);
  const [definition] = selection.kinds;
  if (definition === undefined || selection.names.length === 0) {
    throw usage("the name of the resource is missing; write KIND NAME, or KIND/NAME");
  }
  return selection.names.map((name) => nameOf(definition, name, namespace));
}

export function nameOf(kind: KindDefinition, name: string, namespace: string): ResourceName {
  return { kind: kind.kind, namespace: isNamespaced(kind) ? namespace : "", name };
}

export function isNamespaced({ scope }: KindDefinition): boolean {
  return scope === "Namespaced";
}

/** `metarouter/orders`, as kubectl names resources. */
export function shortName({
  kind,
  name,
}: {
  readonly kind: string;
  readonly name: string;
}): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** `metarouter/orders in shop`, since names are of a namespace; without one for kinds of the whole mesh. */
export function placedName(resource: ResourceName): string {
  return `${shortName(resource)}${resource.namespace === "" ? "" : ` in ${resource.namespace}`}`;
}

/** `there is no metarouter/orders in the namespace shop`, and how to see what there is. */
export function notFoundText(resource: ResourceName): string {
  const place = resource.namespace === "" ? "" : ` in the namespace ${resource.namespace}`;
  const list = `meltemi get ${resource.kind.toLowerCase()}${resource.namespace === "" ? "" : " -A"}`;
  return `there is no ${shortName(resource)}${place}; list what there is: ${list}`;
}

function kindNamed(name: string): KindDefinition {
  const kind = findKind(name);
  if (kind !== undefined) return kind;
  const known = KINDS.map(({ plural }) => plural);
  throw usage(`"${name}" is not a kind of resource; ${suggest(name, known)}`);
}

function usage(message: string): CommandFailure {
  return new CommandFailure(ExitCode.Usage, message);
}
