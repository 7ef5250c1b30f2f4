import { Backend } from "./backend.js";
import { sampleWith, serve } from "./child.js";
import type { Command, Reply } from "./child-messages.js";
import { Load } from "./load.js";
import { protocolOf } from "./protocol/protocols.js";

/** What the generator is started with. */
export interface GeneratorConfig {
  /** 0: the kernel picks one. */
  readonly backendPort: number;
  readonly protocol: string;
}

/** How long the answers still due may take when a run ends. */
const DRAIN_MS = 5000;

// The load and the backend are one process, so that two CPUs are enough for a fair measurement.
const config = JSON.parse(process.argv[2] ?? "{}") as GeneratorConfig;
const protocol = protocolOf(config.protocol);
const backend = new Backend(protocol);
let load: Load | undefined;

async function answer(command: Command): Promise<Reply> {
  switch (command.type) {
    case "sample":
      return sampleWith(load?.answered ?? 0);
    case "start-load":
      load = new Load(protocol, command.host, command.port, command.cell);
      await load.start();
      return { type: "load-started" };
    case "stop-load":
      if (load === undefined) throw new Error("no load to stop");
      return { type: "load-stopped", verdict: await load.stop(DRAIN_MS) };
    default:
      throw new Error(`the generator knows no ${command.type}`);
  }
}

await serve(() => backend.listen(config.backendPort), answer);
