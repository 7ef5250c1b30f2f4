import {
  apiVersionOf,
  findKind,
  type ReadResource,
  type Resource,
  readResources,
  type Specs,
} from "../src/index.js";

/** A resource named `orders` in the namespace `shop`, with `spec` from line 5 on. */
export function resourceText(kind: string, spec: string): string {
  const { group = "", version = "" } = findKind(kind) ?? {};
  const body = spec.replaceAll(/^/gm, "  ");
  return `apiVersion: ${apiVersionOf(group, version)}
kind: ${kind}
metadata: {name: orders, namespace: shop}
spec:
${body}
`;
}

/** The only resource of a text. */
export function readOne(text: string): ReadResource {
  const read = readResources(text, "mesh.yaml");
  const [first] = read;
  if (first === undefined || read.length > 1) throw new Error(`${read.length} resources`);
  return first;
}

/** What is wrong with the only resource of a text: `line path: message`. */
export function problemsOf(text: string): readonly string[] {
  return readOne(text).problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

export function warningsOf(text: string): readonly string[] {
  return readOne(text).warnings.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

/** The spec of the only resource of a text, which has no problems. */
export function specOf<K extends keyof Specs>(kind: K, text: string): Specs[K] {
  return resourceOf(kind, text).spec;
}

export function resourceOf<K extends keyof Specs>(kind: K, text: string): Resource<Specs[K]> {
  const { resource, problems } = readOne(text);
  if (resource?.kind !== kind) throw new Error(JSON.stringify(problems));
  return resource as Resource<Specs[K]>;
}
