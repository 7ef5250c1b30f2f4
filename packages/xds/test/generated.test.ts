import { expect, test } from "vitest";
import { closureOf } from "./generator/closure.js";
import { loadProtos } from "./generator/load-protos.js";
import { printDescriptor } from "./generator/print-descriptor.js";
import { printTypes } from "./generator/print-types.js";

// `pnpm --filter @meltemi/xds generate` runs this test with --update, which writes the files.
const closure = closureOf(loadProtos());

test("the descriptor is what the protos say", async () => {
  await expect(printDescriptor(closure)).toMatchFileSnapshot("../src/generated/descriptor.ts");
});

test("the types are what the protos say", async () => {
  await expect(printTypes(closure)).toMatchFileSnapshot("../src/generated/messages.ts");
});
