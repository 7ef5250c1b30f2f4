/** What the command reports to the shell. */
export const ExitCode = {
  Ok: 0,
  /** The configuration is not right. */
  Configuration: 1,
  /** The command line is not right. */
  Usage: 2,
  /** The proxy could not start, such as when a port is in use, or failed. */
  Failed: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
