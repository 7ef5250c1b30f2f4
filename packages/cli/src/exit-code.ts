/** What the command reports to the shell. */
export const ExitCode = {
  Ok: 0,
  /** The configuration or a resource is refused, or what was asked for is not there. */
  Configuration: 1,
  /** The command line is not right. */
  Usage: 2,
  /** It failed or could not start: a port is in use, a server cannot be reached. */
  Failed: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
