import { frameProtocol } from "../src/frame-protocol.js";
import { qzaProtocol } from "../src/qza-protocol.js";
import { runFaults } from "./run-faults.js";

for (const protocol of [frameProtocol(), frameProtocol({ correlation: "order" }), qzaProtocol()]) {
  runFaults(protocol);
}

// What it has of its own is whose answer is whose; the rest is as in the others.
runFaults(frameProtocol({ correlation: "order", requestIdBits: 32, multiplexing: true }), [
  "F-3",
  "F-4",
  "F-5",
  "F-10",
  "F-11",
]);
