import { join } from "node:path";
import type { Example } from "./example.js";
import type { Mesh } from "./run-step.js";

/** What a user can do with the mesh while it runs. */
export function invitation(example: Example, { folder, proxies, ports }: Mesh): string {
  const admins = proxies.map(({ name, adminPort }) => {
    const url = `http://127.0.0.1:${ports.get(adminPort) ?? adminPort}`;
    return `  ${name.padEnd(14)}  ${url}/stats  ${url}/clusters`;
  });
  const suggestions = example.suggestions.map(
    ([file, change]) => `  ${file.padEnd(19)}  ${change}`,
  );
  return `The client goes on. Change these files, save, and watch its lines:
${proxies.map(({ name }) => `  ${join(folder, `${name}.yaml`)}`).join("\n")}

Try, for example:
${suggestions.join("\n")}
  ${"any of them".padEnd(19)}  a mistake, such as "exat" for exact: the proxy says where it is and keeps what it has

Look inside:
${admins.join("\n")}

Ctrl-C ends it all.
`;
}
