import { dubbo } from "@meltemi/codec-dubbo";
import type { FilterPlugin } from "@meltemi/core";
import { Mesh } from "../mesh.js";
import type { Json, PeerError, Program } from "../program.js";
import { Tap } from "../tap.js";
import { type CallResult, Client } from "./client.js";

/** What a scenario wants otherwise than usual. */
export interface StageOptions {
  /** Fields of the listener, its first route and its cluster. Usually all calls go to the provider "v1". */
  readonly listener?: Json;
  readonly route?: Json;
  readonly cluster?: Json;
  readonly filters?: readonly FilterPlugin[];
  /** Fields of the command "refer". */
  readonly reference?: Json;
  /** Instead of the provider "v1" on its port: where the proxy finds it. */
  readonly port?: number;
}

/** Who takes part in a scenario. */
export interface Cast {
  readonly consumer: Program;
  readonly v1: Program;
  readonly v2: Program;
}

/** One application, a proxy, and two providers, with a tap on either side of the proxy. */
export class Stage {
  readonly cast: Cast;
  readonly mesh: Mesh;
  readonly client: Client;
  /** Between the application and the proxy. */
  readonly front: Tap;
  /** Between the proxy and the provider "v1". */
  readonly back: Tap;

  private constructor(cast: Cast, mesh: Mesh, client: Client, front: Tap, back: Tap) {
    this.cast = cast;
    this.mesh = mesh;
    this.client = client;
    this.front = front;
    this.back = back;
  }

  /** Sets up, runs, and clears away what was set up. */
  static async run(
    cast: Cast,
    options: StageOptions,
    act: (stage: Stage) => Promise<void>,
  ): Promise<void> {
    const { reference, port = cast.v1.port, route, ...sections } = options;
    const back = await Tap.to(port);
    const mesh = await Mesh.start({
      plugin: dubbo(),
      servers: { v1: back.port, v2: cast.v2.port },
      route: { route: [{ cluster: "servers", subset: "v1" }], ...route },
      ...sections,
    });
    const front = await Tap.to(mesh.port);
    await forget(cast);
    const client = await Client.connect(cast.consumer, front.port, reference);
    try {
      await act(new Stage(cast, mesh, client, front, back));
    } finally {
      await client.close();
      await mesh.close();
      await front.close();
      await back.close();
    }
  }

  call(method: string, args: readonly unknown[], fields?: Json): Promise<CallResult> {
    return this.client.call(method, args, fields);
  }

  catch(method: string, args: readonly unknown[], fields?: Json): Promise<PeerError> {
    return this.client.catch(method, args, fields);
  }

  /** The calls that the provider "v1" has served since it was last asked, once there are so many. */
  async seen(atLeast = 0): Promise<readonly SeenCall[]> {
    return (await this.cast.v1.send("seen", { atLeast })) as readonly SeenCall[];
  }
}

/** A call as the service saw it. */
export interface SeenCall {
  readonly label: string;
  readonly method: string;
  /** The first one, or its size. */
  readonly argument: unknown;
  readonly attachments: Readonly<Record<string, string>>;
}

async function forget({ v1, v2 }: Cast): Promise<void> {
  await Promise.all([v1.send("seen"), v2.send("seen")]);
}
