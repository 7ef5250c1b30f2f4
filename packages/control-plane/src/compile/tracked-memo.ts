import type { Directory, Target } from "./destinations.js";
import type { Hosts } from "./hosts.js";
import { sameItems } from "./memo.js";

/**
 * A function that is computed again only when an argument is another value than last time, or when the directory has
 * something else where it looked.
 */
export function trackedMemo<Inputs extends readonly unknown[], Output>(
  compute: (directory: Directory, ...inputs: Inputs) => Output,
): (directory: Directory, ...inputs: Inputs) => Output {
  let last: Run<Inputs, Output> | undefined;
  return (directory, ...inputs) => {
    if (last === undefined || !sameItems(last.inputs, inputs) || !isCurrent(last, directory)) {
      const { tracked, found, hosts } = track(directory);
      const output = compute(tracked, ...inputs);
      last = { inputs, found, hosts: hosts(), output };
    }
    return last.output;
  };
}

interface Run<Inputs, Output> {
  readonly inputs: Inputs;
  readonly found: ReadonlyMap<string, Target | undefined>;
  /** Undefined: no question was asked whose answer depends on which other hosts there are. */
  readonly hosts: Hosts | undefined;
  readonly output: Output;
}

function isCurrent({ found, hosts }: Run<unknown, unknown>, directory: Directory): boolean {
  if (hosts !== undefined && hosts !== directory.hosts) return false;
  for (const [host, target] of found) {
    if (directory.find(host) !== target) return false;
  }
  return true;
}

interface Tracking {
  readonly tracked: Directory;
  readonly found: ReadonlyMap<string, Target | undefined>;
  hosts(): Hosts | undefined;
}

function track(directory: Directory): Tracking {
  const { hosts } = directory;
  const found = new Map<string, Target | undefined>();
  let asked = false;
  return {
    found,
    hosts: () => (asked ? hosts : undefined),
    tracked: {
      find: (host) => {
        const target = directory.find(host);
        found.set(host, target);
        return target;
      },
      hosts: {
        has: (host) => {
          asked = true;
          return hosts.has(host);
        },
        near: (host) => {
          asked = true;
          return hosts.near(host);
        },
        fullName: (host, namespace) => {
          // What has dots is full already.
          asked ||= !host.includes(".");
          return hosts.fullName(host, namespace);
        },
      },
    },
  };
}
