import { describe, expect, test } from "vitest";
import { parseOptions } from "./options.js";

describe("the arguments of pnpm bench", () => {
  test("may be none: every bench, every protocol, five runs", () => {
    expect(parseOptions([])).toMatchObject({
      benches: ["load", "filters", "micro", "control-plane"],
      protocols: [{ name: "qza" }, { name: "dubbo" }, { name: "thrift" }],
      cells: undefined,
      runs: 5,
      seconds: 2,
      warmUpSeconds: 1,
      json: false,
      proxy: undefined,
    });
  });

  test("choose benches, protocols, cells and times", () => {
    const load = ["load", "micro", "--protocol", "thrift,qza", "--cells", "2x3,4x5"];
    expect(parseOptions([...load, "--seconds", "0.5", "--runs", "7"])).toMatchObject({
      benches: ["load", "micro"],
      protocols: [{ name: "thrift" }, { name: "qza" }],
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
    const rest = ["--protocol", "dubbo", "--proxy-pid", "12", "--backend-port", "7001"];
    expect(parseOptions(["--proxy", "::1:7000", ...rest])).toMatchObject({
      protocols: [{ name: "dubbo" }],
      proxy: { host: "::1", port: 7000, pid: 12 },
      backendPort: 7001,
    });
  });

  test.for([
    { args: ["soak"], says: "use load, filters, micro, control-plane" },
    { args: ["--protocol", "http"], says: "use qza, dubbo, thrift" },
    { args: ["--cells", "64"], says: "use a form like 64x32" },
    { args: ["--cells", "1x2000"], says: "use a whole number from 1 to 1024" },
    { args: ["--seconds", "0"], says: "use seconds" },
    { args: ["--runs", "1.5"], says: "use a whole number" },
    { args: ["--proxy", "127.0.0.1:7000"], says: "give both" },
    { args: ["--proxy-pid", "1"], says: "give both" },
    { args: ["--proxy", "7000", "--proxy-pid", "1"], says: "is not HOST:PORT" },
    { args: ["--proxy", "a:1", "--proxy-pid", "1"], says: "needs --backend-port" },
    {
      args: ["--proxy", "a:1", "--proxy-pid", "1", "--backend-port", "2"],
      says: "needs --protocol",
    },
    { args: ["--fast"], says: "--fast" },
  ])("are refused with what to do: $args", ({ args, says }) => {
    expect(() => parseOptions(args)).toThrow(says);
  });
});
