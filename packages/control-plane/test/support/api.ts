import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type { Condition, ConfigProblem } from "@meltemi/api";
import type { ApplyResult, ProxyView, ResourceView } from "../../src/index.js";

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface AskOptions {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of the HTTP API. */
export class Api {
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  async askText(path: string, { body, ...options }: AskOptions = {}): Promise<Answer<string>> {
    const sent = request({ host: "127.0.0.1", port: this.#port, path, agent: false, ...options });
    sent.end(body);
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: await text(response) };
  }

  async ask<Body>(path: string, options: AskOptions = {}): Promise<Answer<Body>> {
    const { status, body } = await this.askText(path, options);
    return { status, body: JSON.parse(body) as Body };
  }

  apply(
    yaml: string,
    query = "",
  ): Promise<Answer<{ results: ApplyResult[]; problems: ConfigProblem[]; error: string }>> {
    return this.ask(`/api/v1/apply${query}`, { method: "POST", body: yaml });
  }

  async list(query = ""): Promise<{ resources: ResourceView[]; problems: ConfigProblem[] }> {
    return (
      await this.ask<{ resources: ResourceView[]; problems: ConfigProblem[] }>(
        `/api/v1/resources${query}`,
      )
    ).body;
  }

  /** `MetaRouter/shop/orders` */
  async get(path: string): Promise<ResourceView> {
    return (await this.ask<ResourceView>(`/api/v1/resources/${path}`)).body;
  }

  async condition(path: string, type: string): Promise<Condition | undefined> {
    const { status } = await this.get(path);
    return status?.conditions.find((condition) => condition.type === type);
  }

  async proxies(): Promise<readonly ProxyView[]> {
    return (await this.ask<{ proxies: ProxyView[] }>("/api/v1/proxies")).body.proxies;
  }

  async routesOf(host: string): Promise<
    readonly {
      json: unknown;
      sources: string[];
      version: string;
      protocol: string;
      name: string;
      resource: string;
    }[]
  > {
    const query = `?host=${host}.shop.svc.cluster.local&namespace=shop`;
    const { body } = await this.ask<{ routes: never[] }>(`/api/v1/routes${query}`);
    return body.routes;
  }
}

/** Asks until the answer is as wanted; the last answer is in the error if it never is. */
export async function eventually<Value>(
  ask: () => Promise<Value> | Value,
  isWanted: (value: Value) => boolean,
  withinMs = 5_000,
): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (performance.now() > end)
      throw new Error(`never came: the last was ${JSON.stringify(value)}`);
    await wait(5);
  }
}
