import type { AttributeAttempt, RouteAttempt, RouteConfig, RouteExplanation } from "@meltemi/proxy";
import type { RouteView } from "../client/views.js";
import { matchText } from "./match-text.js";

/** How a request fares with the routes of a host and port, for people. */
export function formatExplanation(view: RouteView, { taken, attempts }: RouteExplanation): string {
  const from = view.sources.length === 0 ? "" : `, from ${view.sources.join(", ")}`;
  const lines = [`${view.host}:${view.port} (protocol ${view.protocol})${from}`];
  const earlier = taken < 0 ? attempts : attempts.slice(0, taken);
  for (const attempt of earlier) lines.push(...missText(attempt).map((line) => `  ${line}`));
  const attempt = attempts[taken];
  const missing = missingClusters(view, { taken, attempts });
  if (attempt === undefined) {
    lines.push(
      '  no route matches: the client is told "route-not-found"; add a route without a match as the last',
    );
  } else {
    lines.push(...takenText(attempt).map((line) => `  ${line}`));
    for (const cluster of missing) lines.push(`    ${missingText(cluster)}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Clusters that the route that is taken leads to, and that are not there. */
export function missingClusters(
  view: RouteView,
  { taken, attempts }: RouteExplanation,
): readonly string[] {
  const clusters = attempts[taken]?.route.route.map(({ cluster }) => cluster) ?? [];
  const { missingClusters: missing = [] } = view;
  return clusters.filter((cluster) => missing.includes(cluster));
}

function missingText(cluster: string): string {
  return `there is no cluster ${cluster}: the client is told "cluster-not-found"; correct the host, port or subset of the destination`;
}

function missText({ route, attributes }: RouteAttempt): readonly string[] {
  const failed = attributes.filter(({ matched }) => !matched);
  return [`route ${nameOf(route)} does not match:`, ...failed.map((test) => `  ${testText(test)}`)];
}

/** `method must be "create", and is "delete"`. */
function testText({ name, test, value, matched }: AttributeAttempt): string {
  const found = value === undefined ? "absent" : JSON.stringify(value);
  return `${name} ${matchText(test)}, ${matched ? "and" : "but"} is ${found}`;
}

function takenText({ route, attributes }: RouteAttempt): readonly string[] {
  return [
    `route ${nameOf(route)} is taken${attributes.length === 0 ? ": it matches every request" : ":"}`,
    ...attributes.map((test) => `  ${testText(test)}`),
    ...destinationTexts(route).map((line) => `  ${line}`),
  ];
}

function destinationTexts(route: RouteConfig): readonly string[] {
  const total = route.route.reduce((sum, { weight }) => sum + weight, 0);
  return [
    ...route.route.map(
      ({ weight, ...destination }) =>
        `to ${destinationText(destination)}${route.route.length > 1 ? `, ${weight} of ${total}` : ""}`,
    ),
    ...route.mirrors.map(
      (mirror) => `a copy to ${destinationText(mirror)}, ${mirror.percentage} %`,
    ),
    ...route.requestMutation.map(
      ({ key, value }) => `in the request, ${key} becomes ${JSON.stringify(value)}`,
    ),
    ...route.responseMutation.map(
      ({ key, value }) => `in the response, ${key} becomes ${JSON.stringify(value)}`,
    ),
    ...(route.oneway ? ["oneway: no answer is waited for"] : []),
    ...hashTexts(route),
    `timeout: ${route.timeoutMs === 0 ? "none" : `${route.timeoutMs} ms`}`,
  ];
}

function hashTexts({ hashPolicy }: RouteConfig): readonly string[] {
  if (hashPolicy === undefined) return [];
  const parts = [
    ...hashPolicy.attributes,
    ...(hashPolicy.sourceAddress ? ["the client's address"] : []),
  ];
  return [`kept on one endpoint by ${parts.join(", ")}`];
}

function destinationText({
  cluster,
  subset,
}: {
  cluster: string;
  subset: string | undefined;
}): string {
  return subset === undefined ? cluster : `${cluster}, subset ${subset}`;
}

function nameOf({ name }: RouteConfig): string {
  return name === "" ? "without a name" : JSON.stringify(name);
}
