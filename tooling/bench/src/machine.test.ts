import { expect, test } from "vitest";
import { parseCpuList } from "./machine.js";
import { cpuOfStat } from "./subject.js";

test.for([
  { text: "0-3", cpus: [0, 1, 2, 3] },
  { text: "1,4-5,9", cpus: [1, 4, 5, 9] },
  { text: "", cpus: [] },
])('the CPU list "$text" is read', ({ text, cpus }) => {
  expect(parseCpuList(text)).toEqual(cpus);
});

test("the CPU time of a process is found behind a name with blanks and brackets", () => {
  const stat = "7 (a ) (b) S 1 7 7 0 -1 4194560 1 0 0 0 150 50 9 9 20 0 11 0 123";
  expect(cpuOfStat(stat)).toBe(2);
});
