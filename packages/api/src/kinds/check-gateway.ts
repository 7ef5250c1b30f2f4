import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordAt, recordsIn } from "../schema/records.js";
import {
  checkTextAt,
  checkUnique,
  error,
  type TextEntry,
  textsIn,
  textsOf,
  warning,
} from "./check-parts.js";
import { checkPortName } from "./check-ports.js";
import { ipVersion } from "./ip.js";
import { isHostPattern, isLabel } from "./names.js";

export const checkGateway: SpecCheck = (spec) => {
  const servers = recordsIn(spec, "servers");
  const names = textsOf(
    servers.map((server) => recordAt(server, "port")),
    "name",
  );
  return [
    ...checkUnique(
      names,
      (name) => `another server's port has the name ${quote(name)}; choose a second one`,
    ),
    ...servers.flatMap(checkServer),
    ...checkSelector(spec),
  ];
};

function checkServer(server: ConfigRecord): readonly ResourceFinding[] {
  return [
    ...checkTextAt(recordAt(server, "port"), "name", checkPortName),
    ...checkTextAt(server, "bind", ({ path, text }) =>
      ipVersion(text) === undefined
        ? [error(path, `${quote(text)} is not an IP address; write such as 0.0.0.0`)]
        : [],
    ),
    ...textsIn(server, "hosts").flatMap(checkHost),
  ];
}

function checkHost({ path, text }: TextEntry): readonly ResourceFinding[] {
  const parts = text.split("/");
  const [host = "", namespace = "*"] = parts.toReversed();
  const isNamespace = namespace === "*" || namespace === "." || isLabel(namespace);
  if (parts.length <= 2 && isNamespace && isHostPattern(host)) return [];
  return [error(path, `${quote(text)} is not a host; write host, namespace/host or *`)];
}

function checkSelector({ path, value }: ConfigRecord): readonly ResourceFinding[] {
  const { selector } = value;
  if (typeof selector !== "object" || selector === null || Object.keys(selector).length > 0)
    return [];
  const message =
    "is empty, so every proxy is the gateway; give it labels such as istio: ingressgateway";
  return [warning([...path, "selector"], message)];
}
