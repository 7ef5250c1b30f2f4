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

export function times(count: number, outcome: string): readonly string[] {
  return Array(count).fill(outcome);
}

export function countOf(outcomes: readonly string[], outcome: string): number {
  return outcomes.filter((one) => one === outcome).length;
}
