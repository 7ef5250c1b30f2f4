export type { LookupAll } from "./cluster/dns-watch.js";
export { loadConfig } from "./config/load.js";
export { type BoundListener, createProxy, type Proxy, type ProxyOptions } from "./proxy.js";
export { ListenError } from "./worker/data-plane.js";
