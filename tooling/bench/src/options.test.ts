import { describe, expect, test } from "vitest";
import { parseOptions } from "./options.js";

describe("the arguments of pnpm bench", () => {
  test("may be none: every bench, three cells, five runs", () => {
    expect(parseOptions([])).toMatchObject({
      benches: ["load", "filters", "micro"],
      cells: [
        { connections: 1, inFlight: 1 },
        { connections: 64, inFlight: 1 },
        { connections: 64, inFlight: 32 },
      ],
      runs: 5,
      seconds: 2,
      warmUpSeconds: 1,
      json: false,
      proxy: undefined,
    });
  });

  test("choose benches, cells and times", () => {
    const args = ["load", "micro", "--cells", "2x3,4x5", "--seconds", "0.5", "--runs", "7"];
    expect(parseOptions(args)).toMatchObject({
      benches: ["load", "micro"],
      cells: [
        { connections: 2, inFlight: 3 },
        { connections: 4, inFlight: 5 },
      ],
      seconds: 0.5,
      warmUpSeconds: 0.5,
      runs: 7,
    });
  });

  test("make a smoke test short, and leave what is given besides", () => {
    expect(parseOptions(["--smoke"])).toMatchObject({ seconds: 0.2, runs: 1 });
    expect(parseOptions(["--smoke", "--runs", "2"])).toMatchObject({ seconds: 0.2, runs: 2 });
  });

  test("name a proxy that runs already, also by an IPv6 address", () => {
    const rest = ["--proxy-pid", "12", "--backend-port", "7001"];
    expect(parseOptions(["--proxy", "::1:7000", ...rest])).toMatchObject({
      proxy: { host: "::1", port: 7000, pid: 12 },
      backendPort: 7001,
    });
  });

  test.for([
    { args: ["soak"], says: "use load, filters, micro" },
    { args: ["--cells", "64"], says: "use a form like 64x32" },
    { args: ["--cells", "1x2000"], says: "use a whole number from 1 to 1024" },
    { args: ["--seconds", "0"], says: "use seconds" },
    { args: ["--runs", "1.5"], says: "use a whole number" },
    { args: ["--proxy", "127.0.0.1:7000"], says: "give both" },
    { args: ["--proxy-pid", "1"], says: "give both" },
    { args: ["--proxy", "7000", "--proxy-pid", "1"], says: "is not HOST:PORT" },
    { args: ["--proxy", "a:1", "--proxy-pid", "1"], says: "needs --backend-port" },
    { args: ["--fast"], says: "--fast" },
  ])("are refused with what to do: $args", ({ args, says }) => {
    expect(() => parseOptions(args)).toThrow(says);
  });
});
