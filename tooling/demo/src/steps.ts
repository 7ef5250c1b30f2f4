/**
 * What the requests of a step must come to, in order: the label of the server that answered, or the code of
 * the refusal.
 */
export interface Expectation {
  readonly text: string;
  /** Which requests it is about. Left out: all of them; sub commands 1 and 2 take turns. */
  readonly subCmd?: number;
  readonly outcomes: string;
}

export interface Step {
  readonly headline: string;
  /** Folder in examples/qza whose files replace those of the running mesh. */
  readonly folder: string;
  /**
   * When the files change: before the proxies start, while the client goes on, or while it waits, as it must
   * where each request takes a token.
   */
  readonly change: "at-start" | "during-requests" | "between-requests";
  /** Sent after the change. Even, so that every step starts with sub command 1. */
  readonly requests: number;
  readonly expectations: readonly Expectation[];
}

export const STEPS: readonly Step[] = [
  {
    headline: "Both sub commands go to v1",
    folder: "1-all-to-v1",
    change: "at-start",
    requests: 6,
    expectations: [{ text: "both sub commands reach v1", outcomes: "v1 v1 v1 v1 v1 v1" }],
  },
  {
    headline: "Sub command 2 goes to v2 from now on, sub command 1 stays with v1",
    folder: "2-split-by-sub-command",
    change: "during-requests",
    requests: 6,
    expectations: [
      { text: "sub command 1 reaches v1", subCmd: 1, outcomes: "v1 v1 v1" },
      { text: "sub command 2 reaches v2", subCmd: 2, outcomes: "v2 v2 v2" },
    ],
  },
  {
    headline: "Each server-side proxy lets two requests a minute pass",
    folder: "3-local-limit",
    change: "between-requests",
    requests: 8,
    expectations: [
      {
        text: "the first four pass, two per server, then code 51",
        outcomes: "v1 v2 v1 v2 51 51 51 51",
      },
    ],
  },
  {
    headline: "Everything goes to v1 again, which lets two requests a minute of sub command 2 pass",
    folder: "4-conditional-limit",
    change: "between-requests",
    requests: 12,
    expectations: [
      { text: "sub command 2 is refused after two", subCmd: 2, outcomes: "v1 v1 51 51 51 51" },
      { text: "sub command 1 always passes", subCmd: 1, outcomes: "v1 v1 v1 v1 v1 v1" },
    ],
  },
];
