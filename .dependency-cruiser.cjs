// Who may import whom, in source. `pnpm check:boundaries` runs it together with the same question
// asked of every package.json; tooling/checks/src/import-boundaries.test.ts plants a violation of
// each rule, so that none can go blind.

const TEST = "([.]test[.]ts$|/(test|bench)/)";
const entry = (names) => `^packages/(${names})/src/index[.]ts$`;
const CORE = entry("core");
const PLUGIN = "(codec-[^/]+|filter-[^/]+|discovery-[^/]+|ratelimit)";
const OWN = "^packages/$1/(?!node_modules/)";

/** An import of one of our packages that is neither the importer's own nor among `allowed`. */
const otherThan = (...allowed) => ({ path: "^packages/", pathNot: [OWN, ...allowed] });

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment:
        "move what both files need to a third, or let one of them say what it needs as an interface",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "not-to-unresolvable",
      comment: "add the package to package.json, or correct the path",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "core-is-a-leaf",
      comment: "core imports nothing: no package of ours, no npm library",
      severity: "error",
      from: { path: "^packages/core/src/", pathNot: TEST },
      to: { pathNot: "^packages/core/src/", dependencyTypesNot: ["core"], couldNotResolve: false },
    },
    {
      name: "contracts-import-core-only",
      comment: "api and xds are shared by both planes, so they know neither",
      severity: "error",
      from: { path: "^packages/(api|xds)/src/", pathNot: TEST },
      to: otherThan(CORE),
    },
    {
      name: "codecs-import-core-only",
      comment: "a codec is a pure package: @meltemi/core and nothing else, npm libraries included",
      severity: "error",
      from: { path: "^packages/(codec-[^/]+)/src/", pathNot: TEST },
      to: { pathNot: [OWN, CORE], dependencyTypesNot: ["core"], couldNotResolve: false },
    },
    {
      name: "filters-import-core-only",
      comment: "of our packages a filter imports @meltemi/core; what two filters share goes there",
      severity: "error",
      from: { path: "^packages/(filter-[^/]+|ratelimit)/src/", pathNot: TEST },
      to: otherThan(CORE),
    },
    {
      name: "discovery-imports-api-and-core",
      comment: "a registry yields ServiceEntries; it does not know who reads them",
      severity: "error",
      from: { path: "^packages/(discovery-[^/]+)/src/", pathNot: TEST },
      to: otherThan(CORE, entry("api")),
    },
    {
      name: "testkit-imports-core-only",
      comment: "testkit is installed by authors of plugins beside nothing but core",
      severity: "error",
      from: { path: "^packages/(testkit)/src/", pathNot: TEST },
      to: { pathNot: [OWN, CORE], dependencyTypesNot: ["core"], couldNotResolve: false },
    },
    {
      name: "testkit-knows-no-test-runner",
      comment: "cases are data, so that any runner can run them",
      severity: "error",
      from: { path: "^packages/testkit/src/", pathNot: TEST },
      to: { path: "(^(node:)?test$|node_modules/(vitest|jest|mocha|ava|tap|@jest)/)" },
    },
    {
      name: "plugin-tests-add-the-testkit-only",
      comment: "a plugin is tested without a proxy; whole meshes are tested in tooling/",
      severity: "error",
      from: { path: `^packages/${PLUGIN}(?=/).*${TEST}` },
      to: otherThan(CORE, entry("api"), entry("testkit")),
    },
    {
      name: "runtime-never-imports-a-plugin",
      comment: "the proxy and the control plane are given plugins and know none by name; tests too",
      severity: "error",
      from: { path: "^packages/(proxy|control-plane|api|xds|testkit)/" },
      to: { path: `^packages/${PLUGIN}/` },
    },
    {
      name: "planes-never-meet",
      comment: "proxy and control-plane share api and xds, not each other",
      severity: "error",
      from: { path: "^packages/(proxy|control-plane)/" },
      to: { path: "^packages/(proxy|control-plane)/", pathNot: OWN },
    },
    {
      name: "testkit-is-for-tests",
      comment: "what runs in production does not load conformance cases",
      severity: "error",
      from: { path: "^packages/(?!testkit/)[^/]+/src/", pathNot: TEST },
      to: { path: "^packages/testkit/" },
    },
    {
      name: "nobody-imports-an-app",
      comment: "cli, console and create-codec are on top; move what others need below them",
      severity: "error",
      from: { path: "^packages/([^/]+)/" },
      to: { path: "^packages/(cli|console|create-codec)/", pathNot: OWN },
    },
    {
      name: "packages-never-import-tooling",
      comment: "tooling and examples are private: nothing published may need them, tests included",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^(tooling|examples)/" },
    },
    {
      name: "no-deep-import",
      comment: "import another package by its name: @meltemi/NAME",
      severity: "error",
      from: { path: "^(?:packages|tooling|examples)/([^/]+)/" },
      to: {
        path: "^(packages|tooling)/[^/]+/(src/(?!index[.]ts$)|dist/|test/)",
        pathNot: "^(?:packages|tooling|examples)/$1/",
      },
    },
    {
      name: "pure-packages-use-no-node-builtins",
      comment: "codecs and limiters run anywhere and are given clocks and bytes",
      severity: "error",
      from: { path: "^packages/(core|api|xds|ratelimit|codec-[^/]+)/src/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "src-never-imports-tests",
      comment: "the published source must work without its tests",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: TEST },
      to: { path: `^packages/[^/]+(?=/).*${TEST}` },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: "/(coverage|fixtures)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["@meltemi/source", "import", "types", "default"],
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
