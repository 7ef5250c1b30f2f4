import { type ConfigPath, formatPath } from "@meltemi/api";
import { type Resource, TypeUrl } from "@meltemi/xds";

/** What operators call a resource of each type. */
const NOUNS: Readonly<Record<string, string>> = {
  [TypeUrl.Listener]: "listener",
  [TypeUrl.Cluster]: "cluster",
  [TypeUrl.ClusterLoadAssignment]: "endpoints of",
  [TypeUrl.RouteConfiguration]: "routes",
  [TypeUrl.HttpRouteConfiguration]: "routes",
};

/**
 * A resource of the control plane that this proxy cannot use. Its message goes back to the control plane
 * as it is: it names the resource and the field, and ends with what to do.
 */
export class XdsResourceError extends Error {
  override readonly name = "XdsResourceError";
  /** Names of protobuf fields, as in .proto files, and indices. Empty: the resource itself. */
  readonly path: ConfigPath;

  constructor(resource: Pick<Resource, "typeUrl" | "name">, path: ConfigPath, problem: string) {
    const noun = NOUNS[resource.typeUrl] ?? "resource";
    const place = path.length === 0 ? "" : `${formatPath(path)}: `;
    super(`${noun} ${quote(resource.name)}: ${place}${problem}`);
    this.path = path;
  }
}

const LONGEST_QUOTE = 200;

/** Text of the other side in a message of ours: in quotes, and never long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text);
}
