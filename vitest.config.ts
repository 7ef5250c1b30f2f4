import { defineConfig } from "vitest/config";

// Packages are imported from their src/. Tests that start a program (the command, a worker, the demo)
// run what is in dist/, so `npm test` builds first.
const conditions = ["@meltemi/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,tooling,examples}/*/{src,test}/**/*.test.ts"],
    testTimeout: 20_000,
    // Much of the time is spent waiting; one worker less than cores, as by default, would be one on two.
    maxWorkers: "100%",
  },
});
