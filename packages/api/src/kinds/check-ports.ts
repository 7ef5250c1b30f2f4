import type { ResourceFinding } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import type { ConfigRecord } from "../schema/records.js";
import { checkUnique, error, numberAt, type TextEntry, textsOf } from "./check-parts.js";

/** Names and numbers of the ports of a service; `key` is what the number is called. */
export function checkPorts(
  ports: readonly ConfigRecord[],
  key: "number" | "port",
): readonly ResourceFinding[] {
  const names = textsOf(ports, "name");
  const numbers = ports.flatMap((port): TextEntry[] => {
    const number = numberAt(port, key);
    const protocol = port.value["protocol"];
    if (number === undefined) return [];
    // Kubernetes has services with one number for TCP and UDP, such as those of DNS.
    const layer = protocol === "UDP" || protocol === "SCTP" ? `/${protocol}` : "";
    return [{ path: [...port.path, key], text: `${number}${layer}` }];
  });
  return [
    ...checkUnique(
      names,
      (name) => `another port has the name ${quote(name)}; choose a second one`,
    ),
    ...checkUnique(numbers, (number) => `another port has the number ${number}; remove one`),
    ...names.flatMap(checkPortName),
  ];
}

/** `tcp-metaprotocol` alone says that there is a protocol, but not which. */
export function checkPortName({ path, text }: TextEntry): readonly ResourceFinding[] {
  const [, marker, protocol] = text.split("-");
  if (marker?.toLowerCase() !== "metaprotocol" || (protocol ?? "") !== "") return [];
  return [error(path, `${quote(text)} names no protocol; write such as tcp-metaprotocol-dubbo`)];
}
