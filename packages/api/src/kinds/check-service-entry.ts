import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { suggest } from "../schema/closest.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordAt, recordsIn, textAt } from "../schema/records.js";
import { checkTextAt, error, has, type TextEntry, textsIn, warning } from "./check-parts.js";
import { checkPorts } from "./check-ports.js";
import { ipVersion, isAddressBlock } from "./ip.js";
import { isHostName, isHostPattern } from "./names.js";

export const checkServiceEntry: SpecCheck = (spec) => {
  const ports = recordsIn(spec, "ports");
  const endpoints = recordsIn(spec, "endpoints");
  const portNames = new Set(ports.flatMap((port) => textAt(port, "name") ?? []));
  const resolution = textAt(spec, "resolution") ?? "NONE";
  const findsByName = resolution === "DNS" || resolution === "DNS_ROUND_ROBIN";
  return [
    ...checkHosts(spec, findsByName),
    ...textsIn(spec, "addresses").flatMap(checkBlock),
    ...checkPorts(ports, "number"),
    ...checkInstances(spec, endpoints.length, resolution),
    ...endpoints.flatMap((endpoint) => [
      ...checkAddress(endpoint, findsByName),
      ...checkPortKeys(endpoint, portNames),
    ]),
  ];
};

/** A WorkloadEntry by itself; what service it is of is not known here, so a host name is fine. */
export const checkWorkload: SpecCheck = (spec) => checkAddress(spec, true);

function checkHosts(spec: ConfigRecord, findsByName: boolean): readonly ResourceFinding[] {
  const hosts = textsIn(spec, "hosts");
  const needsNames = findsByName && recordsIn(spec, "endpoints").length === 0;
  const findings = hosts.flatMap((host) => checkHost(host, needsNames));
  return findings;
}

function checkHost({ path, text }: TextEntry, needsName: boolean): readonly ResourceFinding[] {
  if (!isHostPattern(text)) {
    return [error(path, `${quote(text)} is not a host name; write such as orders.example.com`)];
  }
  if (!needsName || isHostName(text)) return [];
  const message = `${quote(text)} cannot be looked up; add endpoints, or use resolution NONE`;
  return [error(path, message)];
}

function checkBlock({ path, text }: TextEntry): readonly ResourceFinding[] {
  if (isAddressBlock(text)) return [];
  return [
    error(
      path,
      `${quote(text)} is not an IP address or block; write such as 10.0.0.1 or 10.0.0.0/8`,
    ),
  ];
}

function checkInstances(
  spec: ConfigRecord,
  endpoints: number,
  resolution: string,
): readonly ResourceFinding[] {
  const path = [...spec.path, "endpoints"];
  const chooses = has(spec, "workloadSelector");
  if (endpoints > 0 && chooses) {
    return [
      error(path, "there is a workloadSelector too, which finds the instances; remove one of them"),
    ];
  }
  if (endpoints > 0 && resolution === "NONE") {
    return [
      error(
        path,
        "are not used with resolution NONE; set resolution: STATIC (or DNS for host names)",
      ),
    ];
  }
  if (endpoints === 0 && resolution === "STATIC" && !chooses) {
    return [
      warning(path, "there are none, so every request fails; add some, or a workloadSelector"),
    ];
  }
  return [];
}

function checkAddress(endpoint: ConfigRecord, allowsNames: boolean): readonly ResourceFinding[] {
  return checkTextAt(endpoint, "address", ({ path, text }) => {
    if (ipVersion(text) !== undefined || (allowsNames && isHostName(text))) return [];
    if (text.startsWith("unix:")) {
      return [error(path, "Unix sockets are not supported; give an IP address")];
    }
    const hint = isHostName(text) ? "for host names set resolution: DNS" : "write such as 10.0.0.1";
    return [error(path, `${quote(text)} is not an IP address; ${hint}`)];
  });
}

/** As many names as a message can hold. */
const MOST_NAMES = 20;

function checkPortKeys(
  endpoint: ConfigRecord,
  names: ReadonlySet<string>,
): readonly ResourceFinding[] {
  const ports = recordAt(endpoint, "ports");
  return Object.keys(ports.value).flatMap((name) => {
    if (names.has(name)) return [];
    const hint = suggest(name, [...names].slice(0, MOST_NAMES));
    return [error([...ports.path, name], `the service has no port ${quote(name)}; ${hint}`)];
  });
}
