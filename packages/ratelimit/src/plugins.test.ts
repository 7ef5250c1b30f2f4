import { CONTRACT_VERSION } from "@meltemi/core";
import { expect, test } from "vitest";
import { plugins } from "./index.js";

test("the package offers each filter under its own name and under Aeraki's", () => {
  const filter = { contract: CONTRACT_VERSION, kind: "filter" };
  expect(plugins).toMatchObject([
    {
      ...filter,
      name: "local-rate-limit",
      aliases: ["aeraki.meta_protocol.filters.local_ratelimit"],
    },
    { ...filter, name: "global-rate-limit", aliases: ["aeraki.meta_protocol.filters.ratelimit"] },
  ]);
});
