import type { Peers } from "./peers.js";
import { type Cast, Stage, type StageOptions } from "./stage.js";

/** Versions of the two who talk to each other. */
export interface Pair {
  readonly client: string;
  readonly provider: string;
}

export interface Setting {
  readonly peers: Peers;
  readonly pair: Pair;
  readonly cast: Cast;
}

/** What must hold between a consumer, the proxy and a provider. */
export interface DubboScenario {
  /** A sentence. */
  readonly name: string;
  /** Between which versions it is shown. Left out: between peers of the same version. */
  readonly between?: (pair: Pair) => boolean;
  run(setting: Setting): Promise<void>;
}

export function everyone(): boolean {
  return true;
}

export function sameVersions({ client, provider }: Pair): boolean {
  return client === provider;
}

/** The body of a scenario that needs nothing but a stage. */
export function on(
  options: StageOptions,
  act: (stage: Stage, setting: Setting) => Promise<void>,
): DubboScenario["run"] {
  return (setting) => Stage.run(setting.cast, options, (stage) => act(stage, setting));
}
