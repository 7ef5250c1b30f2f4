import { ChildProcess } from "./child-process.js";
import type { GeneratorConfig } from "./generator-process.js";
import type { Pinning } from "./machine.js";
import type { MeltemiConfig } from "./meltemi-process.js";
import type { PipeConfig } from "./pipe-process.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";
import { type Subject, startSubject } from "./subject.js";

/** A generator with its backend (whose port is the generator's), and whatever proxies are measured with it. */
export class Workbench {
  readonly protocol: LoadProtocol;
  readonly generator: ChildProcess;
  readonly #pinning: Pinning;
  readonly #subjects: Subject[] = [];

  /** Starts the generator. `backendPort` 0: the kernel picks one. */
  static async start(
    protocol: LoadProtocol,
    backendPort: number,
    pinning: Pinning,
  ): Promise<Workbench> {
    const config: GeneratorConfig = { backendPort, protocol: protocol.name };
    const script = new URL("./generator-process.js", import.meta.url);
    const generator = await ChildProcess.start(script, config, pinning.generator);
    return new Workbench(protocol, generator, pinning);
  }

  private constructor(protocol: LoadProtocol, generator: ChildProcess, pinning: Pinning) {
    this.protocol = protocol;
    this.generator = generator;
    this.#pinning = pinning;
  }

  pipe(): Promise<Subject> {
    const config: PipeConfig = { backendPort: this.generator.port };
    return this.#start("pipe", new URL("./pipe-process.js", import.meta.url), config);
  }

  /** @param parts how many of each; without them no filter and one route */
  meltemi(
    name: string,
    parts: { readonly filters?: number; readonly routes?: number } = {},
  ): Promise<Subject> {
    const config: MeltemiConfig = {
      backendPort: this.generator.port,
      protocol: this.protocol.name,
      filters: parts.filters ?? 0,
      routes: parts.routes ?? 1,
    };
    return this.#start(name, new URL("./meltemi-process.js", import.meta.url), config);
  }

  async close(): Promise<void> {
    await Promise.all(this.#subjects.map((subject) => subject.close()));
    await this.generator.close();
  }

  async #start(name: string, script: URL, config: unknown): Promise<Subject> {
    const subject = await startSubject(name, script, config, this.#pinning.proxy);
    this.#subjects.push(subject);
    return subject;
  }
}
