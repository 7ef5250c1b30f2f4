import type { LoadBalancing } from "../../config/config.js";
import type { MakeBalancer } from "./balancer.js";
import { leastRequest } from "./least-request.js";
import { maglev } from "./maglev.js";
import { random } from "./random.js";
import { ringHash } from "./ring-hash.js";
import { roundRobin } from "./round-robin.js";

const BALANCERS: Readonly<Record<LoadBalancing["loadBalancer"], MakeBalancer>> = {
  "round-robin": roundRobin,
  "least-request": leastRequest,
  random,
  "ring-hash": ringHash,
  maglev,
};

export const makeBalancer: MakeBalancer = (candidates, settings) =>
  BALANCERS[settings.loadBalancer](candidates, settings);
