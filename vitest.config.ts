import { defineConfig } from "vitest/config";

// Tests run against src/, with no build first.
const conditions = ["@meltemi/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "packages/*/test/**/*.test.ts",
      "tooling/*/src/**/*.test.ts",
      "tooling/*/test/**/*.test.ts",
    ],
    testTimeout: 20_000,
  },
});
