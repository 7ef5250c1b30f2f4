import { expect, test } from "vitest";
import { Turns } from "./turns.js";

test("so many run at once, and the others in the order in which they came", async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const begin = async (name: string) => {
    await turns.begin();
    begun.push(name);
  };
  const all = ["a", "b", "c", "d", "e"].map(begin);
  await Promise.all(all.slice(0, 2));
  expect(begun).toEqual(["a", "b"]);
  turns.end();
  await all[2];
  expect(begun).toEqual(["a", "b", "c"]);
  turns.end();
  turns.end();
  await Promise.all(all);
  expect(begun).toEqual(["a", "b", "c", "d", "e"]);
});

test("a turn that nobody waits for is free for the next", () => {
  const turns = new Turns(1);
  for (let i = 0; i < 3; i++) {
    expect(turns.begin()).toBeUndefined();
    turns.end();
  }
});
