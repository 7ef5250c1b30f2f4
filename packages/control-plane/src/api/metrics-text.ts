import { isInUse } from "../store/entry.js";
import type { ApiSource } from "./api-source.js";

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** Everything that is counted, in the text format 0.0.4 of Prometheus. */
export function metricsText({ store, registry, counts }: ApiSource): string {
  const resources = new Map<string, number>();
  for (const entry of store.entries()) {
    const state = isInUse(entry) ? "accepted" : entry.resource === undefined ? "refused" : "kept";
    add(resources, `${entry.id.kind} ${state}`);
  }
  const views = registry.views();
  const deliveries = new Map<string, number>();
  for (const { connected, types } of views) {
    if (connected) for (const { type, state } of types) add(deliveries, `${type} ${state}`);
  }
  const proxies = views.filter(({ connected }) => connected).length;
  return [
    family(
      "meltemi_control_plane_resources",
      "gauge",
      "Resources; kept: the newest form is broken and the last good one in force; refused: none is.",
      labelled(resources, "kind", "state"),
    ),
    family("meltemi_control_plane_problems", "gauge", "Documents that are no resource.", [
      [{}, store.problems().length],
    ]),
    family("meltemi_control_plane_proxies", "gauge", "Proxies that are connected.", [
      [{}, proxies],
    ]),
    family(
      "meltemi_control_plane_proxy_types",
      "gauge",
      "Connected proxies by how far they are with a type.",
      labelled(deliveries, "type", "state"),
    ),
    family(
      "meltemi_control_plane_pushes_total",
      "counter",
      "Responses that were sent to proxies.",
      labelled(registry.counts.sent, "type"),
    ),
    family(
      "meltemi_control_plane_nacks_total",
      "counter",
      "Responses that proxies refused.",
      labelled(registry.counts.refused, "type"),
    ),
    family(
      "meltemi_control_plane_compile_failures_total",
      "counter",
      "Compilations that failed as a whole.",
      [[{}, counts.failures]],
    ),
    "# HELP meltemi_control_plane_compile_seconds Time from a change to the mesh that has it.\n",
    "# TYPE meltemi_control_plane_compile_seconds summary\n",
    `meltemi_control_plane_compile_seconds_sum ${counts.seconds}\n`,
    `meltemi_control_plane_compile_seconds_count ${counts.compilations}\n`,
    family("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.", [
      [{}, process.memoryUsage.rss()],
    ]),
  ].join("");
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Keys are the values of the labels, with spaces between. */
function labelled(counts: ReadonlyMap<string, number>, ...names: string[]): readonly Sample[] {
  return [...counts].sort().map(([key, value]) => {
    const values = key.split(" ");
    return [Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])), value];
  });
}

function family(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
    return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}
