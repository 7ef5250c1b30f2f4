/** One thing that is wrong, where, and what to do about it. */
export interface Finding {
  /** File or package, relative to the root of the workspace. */
  readonly where: string;
  readonly what: string;
  /** What to do, as an order: "rename it to ...". */
  readonly fix: string;
}

/** What a check has to say: findings make it fail, notes are only printed. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** A check looks at the workspace in `root`. `update` asks it to write what it would compare with. */
export type Check = (root: string, options: CheckOptions) => Promise<Outcome>;

export interface CheckOptions {
  readonly update: boolean;
}
