import { join } from "node:path";
import { PROXIES } from "./mesh.js";
import type { Mesh } from "./run-step.js";

/** What a user can do with the mesh while it runs. */
export function invitation({ folder, ports }: Mesh): string {
  const admins = PROXIES.map(({ name, adminPort }) => {
    const url = `http://127.0.0.1:${ports.get(adminPort) ?? adminPort}`;
    return `  ${name.padEnd(14)}  ${url}/stats  ${url}/clusters`;
  });
  return `The client goes on. Change these files, save, and watch its lines:
${PROXIES.map(({ name }) => `  ${join(folder, `${name}.yaml`)}`).join("\n")}

Try, for example:
  client-side.yaml     subset: v2 instead of v1, or two destinations with weights 20 and 80
  server-side-v1.yaml  fillInterval: 10s, or sub_cmd: {regex: "1"}
  any of them          a mistake, such as "exat" for exact: the proxy says where it is and keeps what it has

Look inside:
${admins.join("\n")}

Ctrl-C ends it all.
`;
}
