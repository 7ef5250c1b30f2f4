import type { RouteExplanation } from "@meltemi/proxy";
import { Option } from "commander";
import { controlPlaneClient } from "../client/control-plane-client.js";
import type { RouteView } from "../client/views.js";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import { readAttributes } from "../input/read-attributes.js";
import { formatExplanation, missingClusters } from "../output/explanation.js";
import { formatValue } from "../output/format.js";
import type { CommandDefinition } from "./command.js";
import {
  type OutputOptions,
  outputOption,
  pairs,
  type ServerOptions,
  serverOption,
} from "./options.js";

interface ExplainOptions extends ServerOptions, OutputOptions {
  readonly attribute: Readonly<Record<string, string>>;
  readonly filename?: string;
  readonly namespace?: string;
}

export const explainCommand: CommandDefinition<[host: string], ExplainOptions> = {
  name: "explain",
  summary: "tell which route a request takes, and why it takes no earlier one",
  details:
    "The request is given by its attributes. The routes are those that the control plane sends; the test\n" +
    "is the proxy's own. When no route matches, or one that leads to no cluster, the exit code is 1.",
  arguments: [
    [
      "<host[:port]>",
      "the service, also as name or name.namespace; without a port, each of its ports",
    ],
  ],
  options: [
    pairs("-a, --attribute <name=value>", "an attribute of the request; may be repeated"),
    new Option("-f, --filename <file>", "attributes as a YAML mapping, or - for standard input"),
    new Option(
      "-n, --namespace <namespace>",
      "of the proxy that asks: routers may be for some namespaces only",
    ),
    outputOption("text", "json", "yaml"),
    serverOption,
  ],
  examples: [
    [
      "meltemi explain orders.shop:20880 -a method=create -a tenant=vip-7",
      "see where a request goes",
    ],
  ],

  async run(io, [target], options) {
    const attributes = {
      ...(options.filename === undefined ? {} : await readAttributes(options.filename, io)),
      ...options.attribute,
    };
    const query = {
      ...parseTarget(target),
      ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    };
    const { routes: views, problem } = await controlPlaneClient(options.server, io).routes(query);
    if (views.length === 0) throw noRoutes(target, problem);
    const explained = await explain(views, attributes);
    if (options.output === "json" || options.output === "yaml") {
      io.out(formatValue({ attributes, explained: explained.map(forPrograms) }, options.output));
    } else {
      io.out(
        explained.map(({ view, explanation }) => formatExplanation(view, explanation)).join("\n"),
      );
    }
    const isServed = explained.every(
      ({ view, explanation }) =>
        explanation.taken >= 0 && missingClusters(view, explanation).length === 0,
    );
    return isServed ? ExitCode.Ok : ExitCode.Configuration;
  },
};

interface Explained {
  readonly view: RouteView;
  readonly explanation: RouteExplanation;
}

async function explain(
  views: readonly RouteView[],
  attributes: Readonly<Record<string, string>>,
): Promise<readonly Explained[]> {
  const { explainRoutes, readRouteResource } = await import("@meltemi/proxy");
  return views.map((view) => {
    const routes = readRouteResource(Buffer.from(view.resource, "base64"));
    return { view, explanation: explainRoutes(routes, attributes) };
  });
}

/** Without the encoded form, with the name of the route that is taken beside its index. */
function forPrograms({ view, explanation }: Explained): object {
  const { name, host, port, protocol, version, sources } = view;
  const { taken, attempts } = explanation;
  const route = attempts[taken]?.route.name;
  const missing = missingClusters(view, explanation);
  return {
    ...{ name, host, port, protocol, version, sources },
    ...{ taken: route ?? null, missingClusters: missing, attempts },
  };
}

/** `orders.shop:20880`, `orders.shop`. */
function parseTarget(target: string): { host: string; port?: number } {
  const [, host = "", port] = /^(.+?)(?::(\d{1,5}))?$/.exec(target) ?? [];
  return port === undefined ? { host } : { host, port: Number(port) };
}

/** @param problem what the control plane says of it */
function noRoutes(target: string, problem: string | undefined): CommandFailure {
  const reason =
    problem ?? "there is no such host, or that port does not carry a protocol of Meltemi's";
  const message =
    `no routes are sent for ${target}: ${reason}; ` +
    "list the hosts: meltemi get serviceentries,services,metarouters -A";
  return new CommandFailure(ExitCode.Configuration, message);
}
