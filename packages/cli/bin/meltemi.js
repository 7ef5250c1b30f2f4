#!/usr/bin/env node
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";

const NEEDED = [22, 12];
const FAILED = 3;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const main = new URL("../dist/main.js", import.meta.url);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const found = process.versions.node;
  process.stderr.write(`meltemi needs Node ${NEEDED.join(".")} or newer; this is ${found}\n`);
  process.exitCode = FAILED;
} else if (existsSync(main)) {
  // Commands are short, and most of what they take is compiling what they import.
  nodeModule.enableCompileCache();
  await import(main.href);
} else {
  process.stderr.write("meltemi has not been built; run: pnpm build\n");
  process.exitCode = FAILED;
}
