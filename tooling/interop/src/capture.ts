import { captureDubbo } from "./dubbo/capture.js";
import { captureThrift } from "./thrift/capture.js";

const CAPTURES: Readonly<Record<string, () => Promise<void>>> = {
  dubbo: captureDubbo,
  thrift: captureThrift,
};

const [name = ""] = process.argv.slice(2);
const capture = CAPTURES[name];
if (capture === undefined) {
  console.error(`Usage: node tooling/interop/dist/capture.js ${Object.keys(CAPTURES).join("|")}

Writes what the official clients and servers of a protocol say into the golden files of its codec's tests.`);
  process.exitCode = 2;
} else {
  await capture();
}
