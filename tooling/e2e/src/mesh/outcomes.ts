import type { MeshClient } from "./mesh-protocol.js";

/** What comes back for some requests, one after another. */
export async function outcomes(
  client: MeshClient,
  count: number,
  value: string,
): Promise<readonly string[]> {
  const answers: string[] = [];
  while (answers.length < count) answers.push(await client.ask(value));
  return answers;
}

/** The same for requests that are sent at once. */
export function outcomesAtOnce(
  client: MeshClient,
  count: number,
  value: string,
): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, () => client.ask(value)));
}

/**
 * Of ten rounds of 40 requests: in how many between `least` and `most` reached v1 and all others v2. A share of 20 % is
 * outside 4 to 12 in one round of 25, and in five of ten in fewer than one run of 100,000.
 */
export async function roundsOf40(
  client: MeshClient,
  value: string,
  least: number,
  most: number,
): Promise<number> {
  let within = 0;
  for (let round = 0; round < 10; round++) {
    const answers = await outcomesAtOnce(client, 40, value);
    const first = countOf(answers, "v1");
    if (first >= least && first <= most && countOf(answers, "v2") === 40 - first) within++;
  }
  return within;
}

export function times(count: number, outcome: string): readonly string[] {
  return Array(count).fill(outcome);
}

export function countOf(outcomes: readonly string[], outcome: string): number {
  return outcomes.filter((one) => one === outcome).length;
}
