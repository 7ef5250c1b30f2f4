import { brokenConnections } from "./broken-connections.js";
import { dawdlers } from "./dawdlers.js";
import { floods } from "./floods.js";
import { fragments } from "./fragments.js";
import { garbage } from "./garbage.js";
import { lengths } from "./lengths.js";
import { requestIds } from "./request-ids.js";
import type { Scenario } from "./scenario.js";
import { silentServers } from "./silent-servers.js";
import { slowReaders } from "./slow-readers.js";
import { unreachableServers } from "./unreachable-servers.js";

/** Every fault that every protocol must survive, F-1 to F-12. */
export const FAULTS: readonly Scenario[] = [
  ...fragments,
  ...slowReaders,
  ...brokenConnections,
  ...silentServers,
  ...unreachableServers,
  ...floods,
  ...lengths,
  ...dawdlers,
  ...requestIds,
  ...garbage,
];
