import { execFile } from "node:child_process";
import { readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

type Command = [program: string, ...args: string[]];

const PROJECT = fileURLToPath(new URL("../../peers/dubbo", import.meta.url));
const PACKAGE = "io.meltemi.interop";
const BUILD_PATIENCE_MS = 10 * 60_000;
const INSTALL = "apt-get install -y openjdk-17-jdk-headless maven";

/** Small and quickly started: a peer lives for minutes and makes thousands of calls, not millions. */
const JVM_OPTIONS = ["-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
/** Dubbo 2.7 is older than the module system. */
const OPENED = ["lang", "math", "net", "time", "util"].flatMap((name) => [
  "--add-opens",
  `java.base/java.${name}=ALL-UNNAMED`,
]);
const DUBBO_OPTIONS = [
  "-Djava.net.preferIPv4Stack=true",
  // A provider of 3.x otherwise offers its metadata on another port, on every address.
  "-Ddubbo.application.register-mode=interface",
  // Milliseconds for which a provider that stops waits for its consumers to go.
  "-Ddubbo.service.shutdown.wait=3000",
];

const run = promisify(execFile);

/** What this machine lacks to build and run the peers. */
export async function missingTools(): Promise<readonly string[]> {
  const tools = ["java", "javac", "mvn"];
  const found = await Promise.all(tools.map(isThere));
  return tools.filter((_, i) => !found[i]).map((tool) => `${tool}: ${INSTALL}`);
}

/** Builds the peers with that version of Dubbo, unless they are newer than their sources. */
export async function buildPeers(version: string): Promise<void> {
  const stamp = join(folderOf(version), "built");
  const builtAt = await stat(stamp).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (builtAt > (await newestSource())) return;
  const started = new Date(); // what is edited during the build is not in it
  const args = ["-q", "-B", "process-classes", `-Ddubbo.version=${version}`];
  try {
    await run("mvn", args, { cwd: PROJECT, timeout: BUILD_PATIENCE_MS });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`mvn ${args.join(" ")} failed in ${PROJECT}:\n${stdout}${stderr}`);
  }
  await writeFile(stamp, "");
  await utimes(stamp, started, started);
}

/** Starts one of the programs: "Consumer" or "Provider". */
export function javaCommand(version: string, program: string, args: readonly string[]): Command {
  const folder = folderOf(version);
  const classPath = `${join(folder, "classes")}:${join(folder, "lib")}/*`;
  const options = [...JVM_OPTIONS, ...OPENED, ...DUBBO_OPTIONS, "-cp", classPath];
  return ["java", ...options, `${PACKAGE}.${program}`, ...args];
}

async function isThere(tool: string): Promise<boolean> {
  try {
    await run(tool, ["-version"]);
    return true;
  } catch {
    return false;
  }
}

function folderOf(version: string): string {
  return join(PROJECT, `target-${version}`);
}

async function newestSource(): Promise<number> {
  const sources = await readdir(join(PROJECT, "src"), { recursive: true, withFileTypes: true });
  const files = sources.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const times = await Promise.all([...paths, join(PROJECT, "pom.xml")].map((path) => stat(path)));
  return Math.max(...times.map(({ mtimeMs }) => mtimeMs));
}
