import type { Suite } from "../suite.js";

export const dubboSuite: Suite = {
  name: "dubbo",
  missing: async () => [],
  open: async () => ({ scenarios: [], close: async () => {} }),
};
