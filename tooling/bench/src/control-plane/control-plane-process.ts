import { MeltemiCommand } from "./meltemi-command.js";
import type { MeshFolder } from "./mesh-folder.js";
import { within } from "./time.js";

const START_SECONDS = 120;

/** `meltemi control-plane` on a folder, on ports that the kernel picks. */
export class ControlPlaneProcess {
  readonly command: MeltemiCommand;
  /** `host:port` */
  readonly xds: string;
  readonly #http: string;
  readonly #ready: Promise<unknown>;

  /** Starts it and waits until it listens: it reads its folder only then. */
  static async start(
    folder: MeshFolder,
    profiles: string | undefined,
  ): Promise<ControlPlaneProcess> {
    const ports = ["--xds-port", "0", "--http-port", "0"];
    const command = new MeltemiCommand(
      ["control-plane", "--config", folder.path, ...ports],
      profiles,
    );
    const ready = command.line(/^HTTP API on /);
    ready.catch(() => {}); // told to whoever waits for it
    try {
      const listening = command.line(/"message":"listening".*"xds":(\{.*?\}),"http":(\{.*?\})/);
      const [, xds = "", http = ""] = await within(START_SECONDS, "control plane", listening);
      return new ControlPlaneProcess(command, hostAndPort(xds), hostAndPort(http), ready);
    } catch (error) {
      await command.close();
      throw error;
    }
  }

  private constructor(command: MeltemiCommand, xds: string, http: string, ready: Promise<unknown>) {
    this.command = command;
    this.xds = xds;
    this.#http = `http://${http}`;
    this.#ready = ready;
  }

  /** Everything has been read and compiled. */
  async ready(): Promise<void> {
    await within(START_SECONDS, "the control plane's resources", this.#ready);
  }

  /** @throws {Error} when it is refused */
  async apply(yaml: string): Promise<void> {
    const response = await fetch(`${this.#http}/api/v1/apply`, { method: "POST", body: yaml });
    const text = await response.text();
    if (!response.ok) throw new Error(`a change was refused: ${text}`);
  }

  /** Responses that it has sent to clients so far, by type. */
  async pushes(): Promise<Readonly<Record<string, number>>> {
    const text = await (await fetch(`${this.#http}/metrics`)).text();
    const lines = text.matchAll(/^meltemi_control_plane_pushes_total\{type="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, type = "", count]) => [type, Number(count)]));
  }

  close(): Promise<void> {
    return this.command.close();
  }
}

function hostAndPort(json: string): string {
  const { address, port } = JSON.parse(json) as { address: string; port: number };
  return `${address}:${port}`;
}
