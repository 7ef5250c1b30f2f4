import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordAt, recordsIn } from "../schema/records.js";
import { checkDestination } from "./check-destination.js";
import { checkExportTo } from "./check-export-to.js";
import { checkMatch, matchesAll } from "./check-match.js";
import {
  checkHostName,
  checkUnique,
  error,
  has,
  numberAt,
  textsIn,
  warning,
} from "./check-parts.js";
import { checkGlobalRateLimit, checkLocalRateLimit } from "./check-rate-limit.js";
import { checkWeights } from "./check-weights.js";
import { isLabel, isSubdomain } from "./names.js";

export const checkMetaRouter: SpecCheck = (spec, context) => {
  const hosts = textsIn(spec, "hosts");
  const routes = recordsIn(spec, "routes");
  return [
    ...hosts.flatMap(checkHostName),
    ...checkUnique(hosts, (host) => `the host ${quote(host)} is given twice; remove one`),
    ...checkGateways(spec),
    ...checkExportTo(spec, context),
    ...checkPurpose(spec),
    ...routes.flatMap(checkRoute),
    ...checkReach(routes),
    ...checkIfGiven(spec, "localRateLimit", checkLocalRateLimit),
    ...checkIfGiven(spec, "globalRateLimit", checkGlobalRateLimit),
  ];
};

function checkIfGiven(
  owner: ConfigRecord,
  key: string,
  check: (record: ConfigRecord) => readonly ResourceFinding[],
): readonly ResourceFinding[] {
  return has(owner, key) ? check(recordAt(owner, key)) : [];
}

function checkGateways(spec: ConfigRecord): readonly ResourceFinding[] {
  return textsIn(spec, "gateways").flatMap(({ path, text }) => {
    if (text === "mesh") {
      const message = "a router is for the mesh whatever its gateways; remove this entry";
      return [warning(path, message)];
    }
    const parts = text.split("/");
    const [name = "", namespace] = parts.toReversed();
    const isRight = isSubdomain(name) && (namespace === undefined || isLabel(namespace));
    if (isRight && parts.length <= 2) return [];
    return [
      error(path, `${quote(text)} is not a gateway; write namespace/name, or name for its own`),
    ];
  });
}

function checkPurpose(spec: ConfigRecord): readonly ResourceFinding[] {
  const routes = spec.value["routes"];
  const hasRoutes = Array.isArray(routes) ? routes.length > 0 : routes !== undefined;
  if (hasRoutes || has(spec, "localRateLimit") || has(spec, "globalRateLimit")) return [];
  return [error(spec.path, "does nothing; give it routes, a localRateLimit or a globalRateLimit")];
}

function checkRoute(route: ConfigRecord): readonly ResourceFinding[] {
  const destinations = recordsIn(route, "route");
  return [
    ...checkMatch(recordAt(route, "match")),
    ...destinations.flatMap((one) => checkDestination(recordAt(one, "destination"))),
    ...checkWeights(route, destinations),
    ...checkMirror(route),
    ...checkFault(route),
    ...recordsIn(route, "hashPolicy").flatMap(({ path, value }) =>
      value["sourceIp"] === false
        ? [error([...path, "sourceIp"], "must be true; to hash something else, name its attribute")]
        : [],
    ),
  ];
}

function checkMirror(route: ConfigRecord): readonly ResourceFinding[] {
  const findings = [...checkDestination(recordAt(route, "mirror"))];
  if (!has(route, "mirrorPercentage")) return findings;
  const percentage = recordAt(route, "mirrorPercentage");
  if (!has(route, "mirror")) {
    const message = "there is no mirror for it; add mirror: {host: ...}, or remove it";
    findings.push(error(percentage.path, message));
  }
  if (numberAt(percentage, "value") === 0) {
    const message = "must be above 0 and at most 100; to mirror nothing, remove mirror";
    findings.push(error([...percentage.path, "value"], message));
  }
  return findings;
}

function checkFault(route: ConfigRecord): readonly ResourceFinding[] {
  if (!has(route, "fault")) return [];
  const fault = recordAt(route, "fault");
  if (has(fault, "delay") || has(fault, "abort")) return [];
  return [error(fault.path, "does nothing; give it a delay or an abort")];
}

/** Routes that can never be taken, since one before them takes every request. */
function checkReach(routes: readonly ConfigRecord[]): readonly ResourceFinding[] {
  const open = routes.findIndex((route) => matchesAll(recordAt(route, "match")));
  const [taking, next] = [routes[open], routes[open + 1]];
  if (taking === undefined || next === undefined) return [];
  const message =
    `is never taken, since the route before it has no match and takes every request; ` +
    "move that one to the end";
  return [{ ...warning(next.path, message), basis: taking.path }];
}
