import { THRIFT_DIALECTS } from "../src/thrift/wire.js";
import { thriftProtocol } from "../src/thrift-protocol.js";
import { runFaults } from "./run-faults.js";

runFaults(thriftProtocol());

// Only what depends on how the bytes lie. Unframed messages claim no length that could be a lie.
for (const dialect of THRIFT_DIALECTS.slice(1)) {
  runFaults(thriftProtocol(dialect), ["F-1", "F-3", "F-10", "F-11", "F-12"]);
}
