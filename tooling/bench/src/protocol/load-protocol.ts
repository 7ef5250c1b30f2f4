import type { CodecPlugin, MatchSpec } from "@meltemi/core";
import type { Cell } from "../cell.js";
import type { AnswerLayout, FrameLayout } from "./frame-layout.js";

/** A cell that is measured unless the user names others, and what is expected of it. */
export interface LoadCell extends Cell {
  /** Requests per second beside `stream.pipe()`, at least. Left out: nothing is expected. */
  readonly bar?: number;
}

/** What the load bench knows of a protocol. */
export interface LoadProtocol {
  /** The codec's name for it. */
  readonly name: string;
  codec(): CodecPlugin;
  /** Of the one route: what the requests of the load have. */
  readonly match: MatchSpec;
  readonly cells: readonly LoadCell[];
  readonly request: FrameLayout;
  readonly answer: AnswerLayout;
}
