import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { ConfigLoadError } from "@meltemi/api";
import type { CliIo } from "../io.js";

/** A text to read resources from. */
export interface InputFile {
  /** As the user named it; a file of a folder with the folder before it. */
  readonly file: string;
  readonly text: string;
}

/** The name of a proxy's configuration in a folder of resources. */
export const PROXY_FILE = "meltemi.yaml";

/** Which files of folders to read. */
export interface FolderFiles {
  /** Those of the folders in folders as well. */
  readonly recursive: boolean;
  /** Also the configuration of a proxy, which holds no resources. */
  readonly proxyFiles?: boolean;
}

/** Files of a folder to read: neither hidden ones nor what npm has installed. */
function isYamlFile(path: string): boolean {
  const names = path.split(sep);
  const isLeftOut = names.some((name) => name.startsWith(".") || name === "node_modules");
  return !isLeftOut && /\.(?:ya?ml|json)$/i.test(path);
}

/** The name that messages have for the standard input. */
const STANDARD_INPUT = "standard input";

/**
 * Reads files, the YAML and JSON files of folders, and for "-" the standard input.
 * @throws {ConfigLoadError} for what cannot be read
 */
export async function readInputs(
  names: readonly string[],
  folderFiles: FolderFiles,
  io: Pick<CliIo, "input">,
): Promise<readonly InputFile[]> {
  const found: InputFile[] = [];
  for (const name of names) {
    if (name === "-") {
      found.push({ file: STANDARD_INPUT, text: await io.input() });
      continue;
    }
    for (const file of await filesAt(name, folderFiles)) {
      found.push({ file, text: await orRefuse(file, () => readFile(file, "utf8")) });
    }
  }
  return found;
}

async function filesAt(
  name: string,
  { recursive, proxyFiles = false }: FolderFiles,
): Promise<readonly string[]> {
  return await orRefuse(name, async () => {
    if (!(await stat(name)).isDirectory()) return [name];
    const found = (await readdir(name, { recursive })).filter((file) => isYamlFile(file));
    const files = found.filter((file) => proxyFiles || basename(file) !== PROXY_FILE);
    if (files.length > 0) return files.sort().map((file) => join(name, file));
    const message = "the folder has no file that ends with .yaml, .yml or .json";
    throw refusal(
      name,
      `${message}; ${recursive ? "name another" : "name another or add --recursive"}`,
    );
  });
}

async function orRefuse<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error && "code" in error) || error instanceof ConfigLoadError)
      throw error;
    const message = `cannot be read (${String(error.code)}); give the path of a YAML file or of a folder`;
    throw refusal(file, message);
  }
}

function refusal(file: string, message: string): ConfigLoadError {
  return new ConfigLoadError([{ file, line: undefined, column: undefined, path: "", message }]);
}
