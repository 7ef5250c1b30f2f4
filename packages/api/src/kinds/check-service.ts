import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordsIn, textAt } from "../schema/records.js";
import { error, numberAt, type TextEntry, textsIn, warning } from "./check-parts.js";
import { checkPorts } from "./check-ports.js";
import { ipVersion } from "./ip.js";
import { isHostName } from "./names.js";

const LARGEST_PORT = 65_535;
const SERVICE_NAME = "kubernetes.io/service-name";

export const checkService: SpecCheck = (spec) => {
  const ports = recordsIn(spec, "ports");
  return [
    ...checkPorts(ports, "port"),
    ...ports.flatMap((port) => [...checkName(port, ports.length), ...checkTargetPort(port)]),
    ...checkClusterIps(spec),
    ...checkExternalName(spec),
    ...checkAffinity(spec),
  ];
};

/** Every Service that Kubernetes gives out has it, nearly always as None. */
function checkAffinity(spec: ConfigRecord): readonly ResourceFinding[] {
  if ((textAt(spec, "sessionAffinity") ?? "None") === "None") return [];
  const message =
    "makes no difference here; write consistentHash: {useSourceIp: true} in a DestinationRule";
  return [warning([...spec.path, "sessionAffinity"], message)];
}

function checkName(port: ConfigRecord, ports: number): readonly ResourceFinding[] {
  if (ports < 2 || (textAt(port, "name") ?? "") !== "") return [];
  return [error(port.path, "needs a name, since there are several ports; add it")];
}

function checkTargetPort(port: ConfigRecord): readonly ResourceFinding[] {
  const number = numberAt(port, "targetPort");
  if (number === undefined || (number >= 1 && number <= LARGEST_PORT)) return [];
  return [
    error([...port.path, "targetPort"], `${number} is not a port; write 1 to ${LARGEST_PORT}`),
  ];
}

function checkClusterIps(spec: ConfigRecord): readonly ResourceFinding[] {
  const single = textAt(spec, "clusterIP");
  const entries = [
    ...(single === undefined ? [] : [{ path: [...spec.path, "clusterIP"], text: single }]),
    ...textsIn(spec, "clusterIPs"),
  ];
  return entries.flatMap(({ path, text }) => {
    if (text === "" || text === "None" || ipVersion(text) !== undefined) return [];
    return [
      error(path, `${quote(text)} is not an IP address; write one, or None for a headless service`),
    ];
  });
}

function checkExternalName(spec: ConfigRecord): readonly ResourceFinding[] {
  if (textAt(spec, "type") !== "ExternalName") return [];
  const path = [...spec.path, "externalName"];
  const name = textAt(spec, "externalName") ?? "";
  if (name === "")
    return [error(path, "type ExternalName needs it; add the host name of the service")];
  return isHostName(name)
    ? []
    : [error(path, `${quote(name)} is not a host name; write such as db.example.com`)];
}

const IS_ADDRESS: Readonly<Record<string, (text: string) => boolean>> = {
  IPv4: (text) => ipVersion(text) === 4,
  IPv6: (text) => ipVersion(text) === 6,
  FQDN: isHostName,
};

export const checkEndpointSlice: SpecCheck = (spec, { labels }) => {
  const type = textAt(spec, "addressType") ?? "";
  const isAddress = Object.hasOwn(IS_ADDRESS, type) ? IS_ADDRESS[type] : undefined;
  const check = ({ path, text }: TextEntry): readonly ResourceFinding[] =>
    isAddress === undefined || isAddress(text)
      ? []
      : [error(path, `${quote(text)} is not of addressType ${type}; correct one of the two`)];
  const findings = recordsIn(spec, "endpoints").flatMap((endpoint) =>
    textsIn(endpoint, "addresses").flatMap(check),
  );
  if (Object.hasOwn(labels, SERVICE_NAME)) return findings;
  const message = `there is no label ${SERVICE_NAME}, so these are instances of nothing; add it`;
  return [...findings, warning(["metadata", "labels"], message)];
};
