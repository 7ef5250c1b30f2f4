#!/usr/bin/env node
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";

// Commands are short, and most of what they take is compiling what they import.
enableCompileCache();

const main = new URL("../dist/main.js", import.meta.url);

if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write("meltemi has not been built; run: pnpm build\n");
  process.exitCode = 3;
}
