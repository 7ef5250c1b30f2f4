import { clustersPage } from "./clusters-page.js";
import { listenersPage } from "./listeners-page.js";
import { json, type Page, text } from "./page.js";
import { prometheusPage, statsPage } from "./stats-pages.js";

const indexPage: Page = {
  path: "/",
  summary: "this page",
  render: () => text(describePages()),
};

const readyPage: Page = {
  path: "/ready",
  summary: "LIVE, or 503 and the reason; for readiness probes",
  render: (source) => {
    const { ready, reason } = source.ready();
    return ready ? text("LIVE\n") : text(`${reason}\n`, 503);
  },
};

const configDumpPage: Page = {
  path: "/config_dump",
  summary: "the configuration in use, every default filled in (JSON)",
  render: (source) => json(source.configDump()),
};

const serverInfoPage: Page = {
  path: "/server_info",
  summary: "Node version, process id, state, uptime, requests in flight (JSON)",
  render: (source) => json(source.serverInfo()),
};

const PAGES: readonly Page[] = [
  indexPage,
  readyPage,
  statsPage,
  prometheusPage,
  clustersPage,
  listenersPage,
  configDumpPage,
  serverInfoPage,
];

/** The page of that path. */
export function findPage(path: string): Page | undefined {
  return PAGES.find((page) => page.path === path);
}

/** Every page, what it shows and its parameters, for people. */
export function describePages(): string {
  const width = Math.max(...PAGES.map((page) => page.path.length)) + 2;
  const lines = PAGES.flatMap(({ path, summary, parameters = {} }) => [
    `  ${path.padEnd(width)}${summary}`,
    ...Object.entries(parameters).map(
      ([name, meaning]) => `  ${"".padEnd(width)}  ?${name}  ${meaning}`,
    ),
  ]);
  return `Meltemi admin. All pages are read with GET.\n\n${lines.join("\n")}\n`;
}
