import { relative } from "node:path";
import { exampleFile, type Mesh, serverFlag } from "./mesh.js";
import { portInUse } from "./ports.js";

/** What a user can do with the mesh while it runs. */
export function invitation(mesh: Mesh, root: string): string {
  const { example, folder, ports } = mesh;
  const command = (...args: readonly string[]): string =>
    `  npx meltemi ${[...args, ...serverFlag(mesh)].join(" ")}`;
  const files = example.steps.flatMap(({ change }) => change?.file ?? []);
  const attributes = Object.entries(example.attributes).map(([name, value]) => {
    return `-a ${name}=${value}`;
  });
  const service = `${example.host}:${portInUse(ports, example.port)}`;
  const admins = example.proxies.map(({ name, adminPort }) => {
    const url = `http://127.0.0.1:${portInUse(ports, adminPort)}`;
    return `  ${name.padEnd(14)}  ${url}/stats  ${url}/clusters`;
  });
  return `The client goes on. In another terminal, in the same folder, ask:
${command("get", "metarouter", "-A")}
${command("proxy-status")}
${command("explain", service, ...attributes)}

Change it, and watch the client's lines:
${[...new Set(files)].map((file) => command("apply", "-f", exampleFile(example, file))).join("\n")}

Edit one of these files and apply it, or edit what is in ${shortest(folder, root)}, which needs no apply:
${example.suggestions.map((suggestion) => `  ${suggestion}`).join("\n")}
  a mistake, such as "exat" for exact: you are told where it is, and nothing changes

Look inside:
${admins.join("\n")}

Ctrl-C ends it all.
`;
}

function shortest(folder: string, root: string): string {
  const path = relative(root, folder);
  return path.startsWith("..") ? folder : path;
}
