import type { Suite } from "../suite.js";

export const thriftSuite: Suite = {
  name: "thrift",
  missing: async () => [],
  open: async () => ({ scenarios: [], close: async () => {} }),
};
