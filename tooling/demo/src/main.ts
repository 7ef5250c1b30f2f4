import { parseArgs } from "node:util";
import { EXAMPLES, findExample } from "./examples.js";
import { play } from "./play.js";

const HELP = `Usage: npm start [-- [example] options]

Plays a mesh of real processes: a client, proxies, servers and a control plane. Routes and limits are applied while
requests flow. Then it goes on until Ctrl-C, for you to apply changes of your own.

Examples, of which the first is played unless you say which:
${EXAMPLES.map(({ name, summary }) => `  ${name.padEnd(6)}  ${summary}`).join("\n")}

  --once  play quickly, on ports that nobody uses, and end; exit code 0 when everything held
  --help
`;

/** Exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      once: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error(`"${more.join(" ")}" is too much; name one example`);
  const example = findExample(name);
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort());
  process.once("SIGTERM", () => stopped.abort());
  const print = (line: string): void => {
    if (!stopped.signal.aborted) process.stdout.write(`${line}\n`);
  };
  try {
    const results = await play({ example, once: values.once, signal: stopped.signal, print });
    return results.every((result) => result.held) ? 0 : 1;
  } catch (error) {
    if (stopped.signal.aborted) return values.once ? INTERRUPTED : 0;
    throw error;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  },
);
