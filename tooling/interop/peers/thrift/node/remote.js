import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Apache Thrift and the code that its compiler has generated: CommonJS, without types. */
const require = createRequire(import.meta.url);
export const thrift = require("thrift");
const generated = (name) =>
  require(fileURLToPath(new URL(`../build/js/${name}.js`, import.meta.url)));
export const Interop = generated("Interop");
export const { Color, Everything, Point, Refused } = generated("interop_types");

/**
 * Commands and answers, one line of JSON each, as the suite sends and expects them, until standard
 * input ends.
 */
export function serve(commands) {
  const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", async (line) => {
    const request = JSON.parse(line);
    const { id, command } = request;
    try {
      say({ id, result: (await commands[command](request)) ?? null });
    } catch (error) {
      say({ id, error: describe(error) });
    }
  });
  lines.on("close", () => process.exit());
  say({ ready: true, version: require("thrift/package.json").version });
}

function describe(error) {
  if (error instanceof Refused) {
    return { type: "Refused", message: error.reason, code: error.code };
  }
  if (error instanceof thrift.Thrift.TApplicationException) {
    const { message, type } = error;
    return { type: "TApplicationException", message, applicationType: type };
  }
  // Generated code rejects with a string where a reply has no result.
  return { type: error?.name ?? "string", message: error?.message ?? String(error) };
}
