import { loadConfig } from "@meltemi/proxy";
import { ExitCode } from "./exit-code.js";
import { isConfigRefusal } from "./failure.js";
import type { CliIo } from "./io.js";

export type OutputFormat = "text" | "json";

/** Checks a configuration as the proxy would, without starting anything. */
export async function validate(file: string, format: OutputFormat, io: CliIo): Promise<ExitCode> {
  try {
    const summary = await summarize(file);
    io.out(format === "json" ? json({ valid: true, ...summary }) : text(file, summary));
    return ExitCode.Ok;
  } catch (error) {
    if (!isConfigRefusal(error)) throw error;
    const { problems, message } = error;
    io.out(format === "json" ? json({ valid: false, problems }) : `${message}\n`);
    return ExitCode.Configuration;
  }
}

interface Summary {
  readonly listeners: number;
  readonly routes: number;
  readonly clusters: number;
  readonly endpoints: number;
  readonly codecs: readonly string[];
  readonly filters: readonly string[];
}

async function summarize(file: string): Promise<Summary> {
  const { config, plugins } = await loadConfig({ file });
  const { listeners, clusters } = config;
  return {
    listeners: listeners.length,
    routes: listeners.reduce((sum, { routes }) => sum + routes.length, 0),
    clusters: clusters.length,
    endpoints: clusters.reduce((sum, { endpoints }) => sum + endpoints.length, 0),
    codecs: plugins.codecs.map(({ protocol }) => protocol),
    filters: plugins.filters.map(({ name }) => name),
  };
}

function text(file: string, summary: Summary): string {
  const { codecs, filters, ...counts } = summary;
  const counted = Object.entries(counts).map(([noun, count]) => counting(count, noun));
  return `${file} is valid: ${counted.join(", ")}
codecs: ${codecs.join(", ") || "none"}
filters: ${filters.join(", ") || "none"}
`;
}

/** @param plural such as "listeners" */
function counting(count: number, plural: string): string {
  return `${count} ${count === 1 ? plural.slice(0, -1) : plural}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
