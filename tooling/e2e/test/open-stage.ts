import { onTestFinished } from "vitest";
import { frameProtocol } from "../src/frame-protocol.js";
import type { Protocol } from "../src/protocol.js";
import { Stage } from "../src/stage.js";

/** A stage for the current test, closed when it ends and checked for what it left behind. */
export function openStage(protocol: Protocol = frameProtocol()): Stage {
  const stage = new Stage(protocol);
  onTestFinished(async ({ task }) => {
    try {
      // A test that has failed tells its own story.
      if (task.result?.state !== "fail") await stage.checkNothingLeft();
    } finally {
      await stage.close();
    }
  });
  return stage;
}
