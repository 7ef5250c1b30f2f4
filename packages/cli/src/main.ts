import { ExitCode } from "./exit-code.js";
import { processIo } from "./io.js";
import { run } from "./run.js";

/** What Node ends with, and without a word, when the await below has nothing left to wait for. */
const NEVER_SETTLED = 13;

process.once("exit", () => {
  if (process.exitCode !== NEVER_SETTLED) return;
  process.exitCode = ExitCode.Failed;
  processIo.error(
    'meltemi: a package of "codecs" or "filters" never finishes loading; correct or remove its top-level await\n',
  );
});

// Whoever read the output has gone, as in `meltemi get all | head`: no reason for a proxy to go too.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await run(process.argv.slice(2), processIo);
