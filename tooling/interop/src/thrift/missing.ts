import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The first Python on this list that has the module is taken. */
const PYTHONS = ["python3", "/usr/bin/python3"];
const SEE_THRIFT = ["-c", "import thrift.transport.THeaderTransport"];

/** A Python that has Apache Thrift, or undefined. */
export async function findPython(): Promise<string | undefined> {
  for (const python of PYTHONS) {
    if (await succeeds(python, SEE_THRIFT)) return python;
  }
  return undefined;
}

/** What this machine lacks, each with how to get it. */
export async function missingTools(): Promise<string[]> {
  const missing: string[] = [];
  if (!(await succeeds("thrift", ["--version"]))) {
    missing.push("the Thrift compiler: apt-get install thrift-compiler");
  }
  if ((await findPython()) === undefined) {
    missing.push("a Python 3 with Apache Thrift: apt-get install python3-thrift");
  }
  if (!(await succeeds("go", ["version"]))) {
    missing.push("Go 1.20 or newer: https://go.dev/dl or apt-get install golang");
  }
  return missing;
}

async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, args);
    return true;
  } catch {
    return false;
  }
}
