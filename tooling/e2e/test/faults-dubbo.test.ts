import { dubboProtocol } from "../src/dubbo-protocol.js";
import { runFaults } from "./run-faults.js";

runFaults(dubboProtocol());
