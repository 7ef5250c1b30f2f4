import { Program } from "../program.js";
import { buildPeers, javaCommand } from "./java.js";

/** What is installed today, and the last release of what has not been upgraded yet. */
export const NEW = "3.3.6";
export const OLD = "2.7.23";
export const VERSIONS: readonly string[] = [NEW, OLD];

/** With these a provider or a consumer of 3.x prefers another serialization to Hessian 2. */
export const PREFER_FASTJSON2 = { "prefer.serialization": "fastjson2,hessian2" };

/** The Java programs, each started when it is first wanted and then shared by the scenarios. */
export class Peers {
  readonly #programs = new Map<string, Promise<Program>>();

  static async open(): Promise<Peers> {
    for (const version of VERSIONS) await buildPeers(version);
    return new Peers();
  }

  consumer(version: string): Promise<Program> {
    return this.#shared(`Dubbo ${version} consumer`, () => startConsumer(version));
  }

  /** A provider that calls itself by the label, "v1" or "v2". */
  provider(version: string, label: string): Promise<Program> {
    return this.#shared(`Dubbo ${version} provider ${label}`, () => startProvider(version, label));
  }

  /** A provider of 3.x that prefers fastjson2. */
  fastjson2Provider(): Promise<Program> {
    return this.#shared("fastjson2", () => startProvider(NEW, "v1", PREFER_FASTJSON2));
  }

  async close(): Promise<void> {
    const programs = await Promise.allSettled(this.#programs.values());
    await Promise.all(
      programs.map((started) =>
        started.status === "fulfilled" ? started.value.stop() : undefined,
      ),
    );
  }

  #shared(key: string, start: () => Promise<Program>): Promise<Program> {
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const started = start();
    this.#programs.set(key, started);
    return started;
  }
}

function startConsumer(version: string): Promise<Program> {
  return Program.start(`Dubbo ${version} consumer`, javaCommand(version, "Consumer", []));
}

/** A provider that nobody else uses, so that it may be stopped. */
export function startProvider(
  version: string,
  label: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const args = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const command = javaCommand(version, "Provider", [label, ...args]);
  return Program.start(`Dubbo ${version} provider ${label}`, command);
}
