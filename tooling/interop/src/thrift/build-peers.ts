import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where the programs of the peers are. */
export const PEERS: string = fileURLToPath(new URL("../../peers/thrift/", import.meta.url));
const BUILD = join(PEERS, "build");
/** Tells from what the folder was built. */
const STAMP = join(BUILD, "built-from");

/** Generators of the Thrift compiler, by the folder that they fill. */
const GENERATORS: Readonly<Record<string, string>> = { py: "py", js: "js:node,es6", go: "go" };

/** Generates the code of every language and builds the Go program, unless that has been done. */
export async function buildPeers(): Promise<void> {
  const wanted = await digestOfSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) === wanted) return;
  await rm(BUILD, { recursive: true, force: true });
  for (const [folder, generator] of Object.entries(GENERATORS)) {
    const out = join(BUILD, folder);
    await mkdir(out, { recursive: true });
    await run("thrift", ["-out", out, "--gen", generator, join(PEERS, "interop.thrift")]);
  }
  await writeFile(join(BUILD, "js", "package.json"), '{ "type": "commonjs" }\n');
  await run("go", ["build", "-o", join(BUILD, "go", "peer"), "./go"], { cwd: PEERS });
  await writeFile(STAMP, wanted);
}

async function digestOfSources(): Promise<string> {
  const programs = (await readdir(join(PEERS, "go"))).sort().map((file) => join("go", file));
  const digest = createHash("sha256");
  for (const file of ["interop.thrift", "go.mod", "go.sum", ...programs]) {
    digest.update(file).update(await readFile(join(PEERS, file)));
  }
  return digest.digest("hex");
}
