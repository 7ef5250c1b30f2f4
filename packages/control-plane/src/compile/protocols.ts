import type { ApplicationProtocolSpec, Resource } from "@meltemi/api";
import { ageOf, byAge } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";

/** Which codec reads a protocol. */
export interface Protocols {
  readonly codecs: ReadonlyMap<string, string>;
  /** Keys of the resources that say so, by protocol; those that need none are absent. */
  readonly sources: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Protocols that everybody has, unless a resource says otherwise. */
const BUILT_IN: readonly string[] = ["dubbo", "qza", "thrift"];

export function readProtocols(resources: readonly Resource<ApplicationProtocolSpec>[]): Protocols {
  const codecs = new Map(
    BUILT_IN.map((protocol) => [protocol, `aeraki.meta_protocol.codec.${protocol}`]),
  );
  const sources = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const oldestFirst = resources
    .map((resource) => ({ spec: resource.spec, age: ageOf(resource) }))
    .sort((left, right) => byAge(left.age, right.age));
  for (const { spec, age } of oldestFirst) {
    const rival = sources.get(spec.protocol);
    if (rival === undefined) {
      codecs.set(spec.protocol, spec.codec);
      sources.set(spec.protocol, age.key);
    } else {
      const message = `protocol ${spec.protocol} is described by ${rival} already, which is older; remove one of them`;
      diagnostics.push(diagnose(age.key, "ProtocolTaken", message));
    }
  }
  return { codecs, sources, diagnostics };
}
