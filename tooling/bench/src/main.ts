import { type Comparison, faultsOf } from "./comparison.js";
import { benchControlPlane, formatSection } from "./control-plane/control-plane-bench.js";
import { benchFilters } from "./filters-bench.js";
import { benchLoad } from "./load-bench.js";
import { choosePinning, describeMachine } from "./machine.js";
import { benchMicro, formatMicro } from "./micro-bench.js";
import { type Options, parseOptions, USAGE } from "./options.js";
import { formatComparisons } from "./report.js";

const ExitCode = { Ok: 0, WrongAnswers: 1, Usage: 2, Failed: 3 } as const;

/** Runs what the arguments ask for and returns the exit code. */
async function main(options: Options): Promise<number> {
  const machine = describeMachine();
  const pinning = choosePinning();
  const results: Record<string, unknown> = {};
  const faults: string[] = [];
  const print = (text: string): void => {
    if (!options.json) process.stdout.write(`${text}\n`);
  };
  const present = (title: string, comparisons: readonly Comparison[]): void => {
    faults.push(...comparisons.flatMap(faultsOf));
    print(`\n${title}\n\n${formatComparisons(comparisons)}`);
  };

  print(`${machine.cpu}, ${machine.cpus} CPUs, ${machine.platform}, Node ${machine.node}`);
  print(pinning.text);
  print(`medians of ${options.runs} runs of ${options.seconds} s`);
  if (options.smoke) print("smoke test: too short for any figure to count");

  for (const bench of options.benches) {
    if (bench === "load") {
      const load: Comparison[] = [];
      results[bench] = load;
      for (const protocol of options.protocols) {
        const comparisons = await benchLoad(protocol, options, pinning);
        load.push(...comparisons);
        present(`Load, ${protocol.name}: beside stream.pipe()`, comparisons);
      }
    } else if (bench === "filters") {
      const comparisons = await benchFilters(options, pinning);
      results[bench] = comparisons;
      present("Filters that do nothing (five times as many pairs, half as long)", comparisons);
    } else if (bench === "control-plane") {
      results[bench] = await benchControlPlane(options, pinning, (section) => {
        faults.push(...section.comparisons.flatMap(faultsOf));
        print(`\n${section.title}\n\n${formatSection(section)}`);
      });
    } else {
      const micro = await benchMicro(options.smoke);
      results[bench] = micro;
      print(`\nMicro\n\n${formatMicro(micro)}`);
    }
  }

  if (options.json) {
    const { runs, seconds, smoke } = options;
    const document = { machine, pinning, runs, seconds, smoke, results, faults };
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  }
  for (const fault of faults) process.stderr.write(`bench: ${fault}\n`);
  return faults.length === 0 ? ExitCode.Ok : ExitCode.WrongAnswers;
}

function options(): Options | undefined {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`bench: ${messageOf(error)}\n\n${USAGE}`);
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const parsed = options();
if (parsed === undefined) {
  process.exitCode = ExitCode.Usage;
} else {
  try {
    process.exitCode = await main(parsed);
  } catch (error) {
    process.stderr.write(`bench: ${messageOf(error)}\n`);
    process.exitCode = ExitCode.Failed;
  }
}
