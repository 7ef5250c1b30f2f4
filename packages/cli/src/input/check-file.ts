import { type ConfigProblem, readResources, readYamlDocuments } from "@meltemi/api";
import { isConfigRefusal } from "../failure.js";
import type { InputFile } from "./read-inputs.js";

/** What was found in a file. */
export interface CheckedFile {
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly ConfigProblem[];
  /** Undefined when there are problems. */
  readonly content: ProxyContent | ResourceContent | undefined;
}

/** What the configuration of a proxy has. */
export interface ProxyContent {
  readonly file: string;
  readonly listeners: number;
  readonly routes: number;
  readonly clusters: number;
  readonly endpoints: number;
  readonly codecs: readonly string[];
  readonly filters: readonly string[];
}

export interface ResourceContent {
  readonly file: string;
  readonly resources: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  }[];
}

/** Checks a file as the control plane or the proxy would, without starting anything. */
export async function checkFile(input: InputFile): Promise<CheckedFile> {
  return isProxyConfig(input) ? await checkProxyConfig(input) : checkResources(input);
}

/** One document that does not say what kind of resource it is. */
function isProxyConfig({ file, text }: InputFile): boolean {
  const documents = readYamlDocuments(file, text);
  const [value] = documents.map((document) => document.value);
  const isOne = documents.length === 1 && typeof value === "object" && value !== null;
  return isOne && !("apiVersion" in value) && !("kind" in value);
}

async function checkProxyConfig({ file, text }: InputFile): Promise<CheckedFile> {
  const { loadConfig } = await import("@meltemi/proxy");
  try {
    const { config, plugins } = await loadConfig({ file, text });
    const { listeners, clusters } = config;
    const content: ProxyContent = {
      file,
      listeners: listeners.length,
      routes: listeners.reduce((sum, { routes }) => sum + routes.length, 0),
      clusters: clusters.length,
      endpoints: clusters.reduce((sum, { endpoints }) => sum + endpoints.length, 0),
      codecs: plugins.codecs.map(({ protocol }) => protocol),
      filters: plugins.filters.map(({ name }) => name),
    };
    return { problems: [], warnings: [], content };
  } catch (error) {
    if (!isConfigRefusal(error)) throw error;
    return { problems: error.problems, warnings: [], content: undefined };
  }
}

function checkResources({ file, text }: InputFile): CheckedFile {
  const resources = readResources(text, file);
  const problems = resources.flatMap((resource) => resource.problems);
  const warnings = resources.flatMap((resource) => resource.warnings);
  const content = { file, resources: resources.flatMap(({ id }) => id ?? []) };
  return { problems, warnings, content: problems.length === 0 ? content : undefined };
}
