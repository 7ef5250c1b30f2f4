/** Conditions that the compiler may have something to say about. */
export type DiagnosticType =
  /** The resource itself is usable. */
  | "Accepted"
  /** All that the resource refers to exists. */
  | "ResolvedRefs"
  /** Another resource has taken what this one asks for. */
  | "Conflicted"
  /** Proxies can do what the resource asks for. */
  | "Programmed";

/** Something that is odd about a resource. The rest of the mesh is compiled all the same. */
export interface Diagnostic {
  /** Its resourceKey. */
  readonly resource: string;
  readonly type: DiagnosticType;
  /** error: part of what the resource asks for is not done. warning: all is done, perhaps not as meant. */
  readonly severity: "error" | "warning";
  /** One word in CamelCase, for machines. */
  readonly reason: string;
  /** What is wrong, where, and what to do. */
  readonly message: string;
}

/** One word for machines. */
export type Reason =
  | "Invalid"
  | "InternalError"
  | "Renamed"
  | "NotSupported"
  | "Refused"
  | "NoRoutes"
  | "AddressesExhausted"
  | "UnknownProtocol"
  | "UnknownHost"
  | "UnknownSubset"
  | "UnknownPort"
  | "UnknownCluster"
  | "NoSuchService"
  | "NoSuchPort"
  | "NoSuchGateway"
  | "HostTaken"
  | "ProtocolTaken"
  | "PartlyTaken"
  | "PortTaken";

/** What each reason says about the resource. */
const REASONS: Readonly<Record<Reason, Pick<Diagnostic, "type" | "severity">>> = {
  Invalid: { type: "Accepted", severity: "error" },
  InternalError: { type: "Accepted", severity: "error" },
  Renamed: { type: "Accepted", severity: "warning" },
  NotSupported: { type: "Programmed", severity: "warning" },
  Refused: { type: "Programmed", severity: "error" },
  NoRoutes: { type: "Programmed", severity: "warning" },
  AddressesExhausted: { type: "Programmed", severity: "error" },
  UnknownProtocol: { type: "ResolvedRefs", severity: "error" },
  UnknownHost: { type: "ResolvedRefs", severity: "error" },
  UnknownSubset: { type: "ResolvedRefs", severity: "error" },
  UnknownPort: { type: "ResolvedRefs", severity: "error" },
  UnknownCluster: { type: "ResolvedRefs", severity: "error" },
  NoSuchService: { type: "ResolvedRefs", severity: "warning" },
  NoSuchPort: { type: "ResolvedRefs", severity: "error" },
  NoSuchGateway: { type: "ResolvedRefs", severity: "error" },
  HostTaken: { type: "Conflicted", severity: "error" },
  ProtocolTaken: { type: "Conflicted", severity: "error" },
  PartlyTaken: { type: "Conflicted", severity: "warning" },
  PortTaken: { type: "Conflicted", severity: "error" },
};

export function diagnose(resource: string, reason: Reason, message: string): Diagnostic {
  return { resource, ...REASONS[reason], reason, message };
}

/** Sorted, each once: several hosts of one resource may find the same. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): readonly Diagnostic[] {
  const byText = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { resource, type, reason, message } = diagnostic;
    byText.set(`${resource}\n${type}\n${reason}\n${message}`, diagnostic);
  }
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}
