/** What the packages of one layer may depend on. Ids are package names without the scope. */
export interface Layer {
  readonly name: string;
  readonly ids: RegExp;
  /** Ours, allowed in dependencies, peerDependencies and optionalDependencies. */
  readonly runtime: readonly string[];
  /** Ours, allowed in devDependencies besides those of `runtime`. */
  readonly tests: readonly string[];
  /** Core is a peer: the user brings one, and all plugins meet it. */
  readonly peer: boolean;
  /** npm libraries are allowed at run time. */
  readonly npm: boolean;
}

/**
 * The house, from the ground up. The same order for imports is in .dependency-cruiser.cjs; this one
 * is about package.json, where a dependency can be declared that no source imports yet.
 */
const LAYERS: readonly Layer[] = [
  { name: "contract", ids: /^core$/, runtime: [], tests: [], peer: false, npm: false },
  { name: "data", ids: /^(api|xds)$/, runtime: ["core"], tests: [], peer: false, npm: true },
  { name: "codec", ids: /^codec-./, runtime: ["core"], tests: ["testkit"], peer: true, npm: false },
  {
    name: "filter",
    ids: /^(filter-.+|ratelimit)$/,
    runtime: ["core"],
    tests: ["testkit"],
    peer: true,
    npm: true,
  },
  {
    name: "discovery",
    ids: /^discovery-./,
    runtime: ["core", "api"],
    tests: ["testkit"],
    peer: false,
    npm: true,
  },
  { name: "testkit", ids: /^testkit$/, runtime: ["core"], tests: [], peer: true, npm: false },
  {
    name: "runtime",
    ids: /^(proxy|control-plane)$/,
    runtime: ["core", "api", "xds"],
    tests: ["testkit"],
    peer: false,
    npm: true,
  },
  {
    name: "app",
    ids: /^(cli|console|create-codec)$/,
    runtime: ["core", "api", "xds", "proxy", "control-plane", "console"],
    tests: ["testkit"],
    peer: false,
    npm: true,
  },
];

/** The layer of the package with that id; undefined when none claims it. */
export function layerOf(id: string): Layer | undefined {
  return LAYERS.find(({ ids }) => ids.test(id));
}
