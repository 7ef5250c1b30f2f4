export { ExitCode } from "./exit-code.js";
export type { CliIo } from "./io.js";
export { run } from "./run.js";
