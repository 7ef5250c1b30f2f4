import { CONTRACT_VERSION, type Filter, type FilterPlugin } from "@meltemi/core";
import { expect, test, vi } from "vitest";
import { FilterInstance } from "./filter-instance.js";

function plugin(): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "limit",
    configSchema: {},
    create: () => ({}),
  };
}

test("an instance serves the same plugin with an equal configuration, and no other", () => {
  const limit = plugin();
  const config = { rate: 5, match: { attributes: { user: { exact: "ann" } } } };
  const instance = new FilterInstance("limit", limit, config, {});
  expect(instance.serves({ name: "limit", config: structuredClone(config) }, limit)).toBe(true);
  expect(instance.serves({ name: "limit", config: { ...config, rate: 6 } }, limit)).toBe(false);
  expect(instance.serves({ name: "limit", config: { rate: 5 } }, limit)).toBe(false);
  expect(instance.serves({ name: "limit", config: structuredClone(config) }, plugin())).toBe(false);
});

test("a filter closes when the last table has let go of it, and once", () => {
  let closed = 0;
  const filter: Filter = { close: () => closed++ };
  const instance = new FilterInstance("limit", plugin(), {}, filter);
  instance.acquire();
  instance.acquire();
  instance.release();
  expect(closed).toBe(0);
  instance.release();
  expect(closed).toBe(1);
});

test("a filter need not have anything to close", () => {
  const instance = new FilterInstance("limit", plugin(), {}, {});
  instance.acquire();
  expect(() => instance.release()).not.toThrow();
});

test("a close that rejects is warned of too", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const close = async (): Promise<never> => {
    throw new Error("a defect");
  };
  const instance = new FilterInstance("limit", plugin(), {}, { close });
  instance.acquire();
  instance.release();
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
  warn.mockRestore();
});

test("a filter that fails to close is warned of, and keeps nobody from going on", () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const close = (): never => {
    throw new Error("a defect");
  };
  const instance = new FilterInstance("limit", plugin(), {}, { close });
  instance.acquire();
  expect(() => instance.release()).not.toThrow();
  expect(warn.mock.calls).toEqual([["filter limit failed to close: a defect"]]);
  warn.mockRestore();
});
