import { expect, test } from "vitest";
import { silentLogger } from "../logger.js";
import { RefusalLog } from "./refusal-log.js";

const info = { connectionId: 1, listener: "l", remoteAddress: "10.0.0.1", remotePort: 5 };

test("a flood of garbage is told of once a second, with the number of those left out", () => {
  const lines: unknown[] = [];
  const log = new RefusalLog({ ...silentLogger, warn: (_message, fields) => lines.push(fields) });
  for (let i = 0; i < 1000; i++) log.tell(info, `reason ${i}`, 5000 + i);
  log.tell(info, "last", 6000);
  const common = { listener: "l", remote: "10.0.0.1:5" };
  expect(lines).toEqual([
    { ...common, reason: "reason 0" },
    { ...common, reason: "last", othersSinceTheLast: 999 },
  ]);
});
