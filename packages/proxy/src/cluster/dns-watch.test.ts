import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ClusterConfig, EndpointConfig } from "../config/config.js";
import { DnsWatch, type LookupAll } from "./dns-watch.js";

const REFRESH_MS = 5000;

/** What each name resolves to; an error: what its lookup fails with. */
let names: Record<string, readonly string[] | Error>;
let lookups: string[];
let answers: (readonly EndpointConfig[])[];
let failures: string[];
const watches: DnsWatch[] = [];

const lookup: LookupAll = async (name) => {
  lookups.push(name);
  const answer = names[name] ?? new Error("ENOTFOUND");
  if (answer instanceof Error) throw answer;
  return answer;
};

function watch(endpoints: readonly EndpointConfig[], resolver: LookupAll = lookup): DnsWatch {
  const config = { endpoints, dnsRefreshMs: REFRESH_MS } as ClusterConfig;
  const made = new DnsWatch(config, resolver, {
    onEndpoints: (found) => answers.push(found),
    onSuccess: () => {},
    onFailure: (name, error) => failures.push(`${name}: ${String(error)}`),
  });
  watches.push(made);
  return made;
}

function endpoint(address: string, port = 80, labels: Record<string, string> = {}): EndpointConfig {
  return { address, port, weight: 1, labels };
}

/** An answer of DNS that comes when the test says so. */
function laterAnswer(): {
  promise: Promise<readonly string[]>;
  resolve: (answer: readonly string[]) => void;
  reject: (error: Error) => void;
} {
  let resolve: (answer: readonly string[]) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<readonly string[]>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

function addresses(): string[] | undefined {
  return answers.at(-1)?.map((found) => `${found.address}:${found.port}`);
}

beforeEach(() => {
  vi.useFakeTimers();
  names = {};
  lookups = [];
  answers = [];
  failures = [];
});

afterEach(() => {
  for (const made of watches.splice(0)) made.close();
  vi.useRealTimers();
});

test("every address of a name is an endpoint with the name's port and labels", async () => {
  names = { "a.test": ["10.0.0.1", "::1"], "b.test": ["10.0.0.2"] };
  await watch([endpoint("a.test", 80, { version: "v1" }), endpoint("b.test", 90)]).first;
  expect(answers).toEqual([
    [
      endpoint("10.0.0.1", 80, { version: "v1" }),
      endpoint("::1", 80, { version: "v1" }),
      endpoint("10.0.0.2", 90),
    ],
  ]);
});

test("a name with two ports is looked up once", async () => {
  names = { "a.test": ["10.0.0.1"] };
  await watch([endpoint("a.test", 80), endpoint("a.test", 81)]).first;
  expect(lookups).toEqual(["a.test"]);
  expect(addresses()).toEqual(["10.0.0.1:80", "10.0.0.1:81"]);
});

test("new addresses replace the old ones after dnsRefresh, and again", async () => {
  names = { "a.test": ["10.0.0.1", "10.0.0.2"] };
  await watch([endpoint("a.test")]).first;
  names = { "a.test": ["10.0.0.2", "10.0.0.3"] };
  await vi.advanceTimersByTimeAsync(REFRESH_MS - 1);
  expect(addresses()).toEqual(["10.0.0.1:80", "10.0.0.2:80"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(addresses()).toEqual(["10.0.0.2:80", "10.0.0.3:80"]);
  names = { "a.test": ["10.0.0.4"] };
  await vi.advanceTimersByTimeAsync(REFRESH_MS);
  expect(addresses()).toEqual(["10.0.0.4:80"]);
});

test("a name that fails keeps its last addresses while others change", async () => {
  names = { "a.test": ["10.0.0.1"], "b.test": ["10.0.0.2"] };
  await watch([endpoint("a.test"), endpoint("b.test")]).first;
  names = { "a.test": new Error("SERVFAIL"), "b.test": ["10.0.0.3"] };
  await vi.advanceTimersByTimeAsync(REFRESH_MS);
  expect(addresses()).toEqual(["10.0.0.1:80", "10.0.0.3:80"]);
  expect(failures).toEqual(["a.test: Error: SERVFAIL"]);
  names = { "a.test": ["10.0.0.9"], "b.test": ["10.0.0.3"] };
  await vi.advanceTimersByTimeAsync(REFRESH_MS);
  expect(addresses()).toEqual(["10.0.0.9:80", "10.0.0.3:80"]);
});

test("the first failure resolves too, so that a start does not wait for a name that is not there", async () => {
  await watch([endpoint("nowhere.test")]).first;
  expect(failures).toEqual(["nowhere.test: Error: ENOTFOUND"]);
  names = { "nowhere.test": ["10.0.0.1"] };
  await vi.advanceTimersByTimeAsync(REFRESH_MS);
  expect(addresses()).toEqual(["10.0.0.1:80"]);
});

test("a slow lookup is never asked twice at once", async () => {
  const slow = laterAnswer();
  const { first } = watch([endpoint("a.test")], (name) => {
    lookups.push(name);
    return slow.promise;
  });
  await vi.advanceTimersByTimeAsync(10 * REFRESH_MS);
  expect(lookups).toEqual(["a.test"]);
  slow.resolve(["10.0.0.1"]);
  await first;
  await vi.advanceTimersByTimeAsync(REFRESH_MS);
  expect(lookups).toEqual(["a.test", "a.test"]);
});

test("a closed watch looks up no more", async () => {
  names = { "a.test": ["10.0.0.1"] };
  const closed = watch([endpoint("a.test")]);
  await closed.first;
  closed.close();
  await vi.advanceTimersByTimeAsync(10 * REFRESH_MS);
  expect(lookups).toEqual(["a.test"]);
});

test.each(["answer", "failure"] as const)(
  "an %s that comes after the close is dropped, and waits for nobody",
  async (outcome) => {
    const slow = laterAnswer();
    const closed = watch([endpoint("a.test")], () => slow.promise);
    closed.close();
    if (outcome === "answer") slow.resolve(["10.0.0.1"]);
    else slow.reject(new Error("late"));
    await closed.first;
    await vi.advanceTimersByTimeAsync(10 * REFRESH_MS);
    expect(answers).toEqual([]);
    expect(failures).toEqual([]);
  },
);
