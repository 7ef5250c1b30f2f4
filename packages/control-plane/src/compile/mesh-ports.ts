import { type Diagnostic, diagnose } from "./diagnostic.js";
import { nearNames } from "./names.js";
import { applicationProtocolOf } from "./port-protocol.js";
import type { Protocols } from "./protocols.js";
import type { Service } from "./service.js";

/** A port of a service that proxies serve. */
export interface MeshPort {
  readonly number: number;
  /** Where endpoints listen that do not say otherwise. */
  readonly targetPort: number;
  readonly protocol: string;
  readonly codec: string;
}

export interface MeshPorts {
  readonly ports: readonly MeshPort[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The ports whose names ask for the proxy, with the codecs that read them. */
export function meshPorts(service: Service, { codecs }: Protocols): MeshPorts {
  const ports: MeshPort[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { number, name, targetPort } of service.ports) {
    const { codec, protocol, problem } = codecOf(name, codecs);
    if (codec !== undefined && protocol !== undefined) {
      ports.push({ number, targetPort, protocol, codec });
    } else if (problem !== undefined) {
      const message = `port ${number} of ${service.host}: ${problem}`;
      diagnostics.push(diagnose(service.age.key, "UnknownProtocol", message));
    }
  }
  if (ports.length > 0 && service.isPassthrough) {
    const message = `${service.host} has resolution NONE and no endpoints, so requests have nowhere to go; list its endpoints, or set resolution: DNS`;
    diagnostics.push(diagnose(service.age.key, "NotSupported", message));
  }
  return { ports, diagnostics };
}

interface CodecOfPort {
  readonly protocol?: string;
  readonly codec?: string;
  /** What is wrong with the name. */
  readonly problem?: string;
}

/** Nothing at all for a port of another kind. */
export function codecOf(portName: string, codecs: ReadonlyMap<string, string>): CodecOfPort {
  const protocol = applicationProtocolOf(portName);
  if (protocol === undefined) return {};
  if (protocol === "") {
    return {
      problem: `the name "${portName}" stops before the protocol; write tcp-metaprotocol-<protocol>`,
    };
  }
  const codec = codecs.get(protocol);
  if (codec !== undefined) return { protocol, codec };
  const near = nearNames(protocol, [...codecs.keys()].sort());
  return {
    problem: `no ApplicationProtocol describes the protocol "${protocol}" of the name "${portName}"; ${near}. Apply one, or correct the name`,
  };
}
