import {
  createDubboClient,
  createDubboServer,
  createQzaClient,
  createQzaServer,
  createThriftClient,
  createThriftServer,
  dubboOutcome,
  SAY_HELLO,
  thriftOutcome,
} from "@meltemi/samples";

/** A client that keeps its one connection. */
export interface MeshClient {
  /**
   * Sends a request that has `value` in the protocol's attribute. Resolves with the label of the server that
   * answered, or with what a refusal is known by; rejects when nothing comes.
   */
  ask(value: string): Promise<string>;
  close(): Promise<void>;
}

export interface MeshServer {
  readonly label: string;
  readonly port: number;
  /** Requests so far. */
  readonly requests: number;
  close(): Promise<void>;
}

/** What a scenario must know of a protocol to play it over a mesh. */
export interface MeshProtocol {
  /** As in the names of ports. */
  readonly name: string;
  readonly host: string;
  readonly namespace: string;
  /** In which requests differ. */
  readonly attribute: string;
  readonly usual: string;
  readonly other: string;
  /** Conditions of each type that hold for `usual` and not for `other`. */
  readonly matches: Readonly<Record<"exact" | "prefix" | "regex", string>>;
  /** What holds for `usual`, with every attribute that there is a use for. */
  readonly wholeMatch: Readonly<Record<string, object>>;
  /** What a request over a limit is answered with, and one without a route. */
  readonly overLimit: string;
  readonly noRoute: string;
  /** Whether servers answer whatever value the attribute has. */
  readonly isFree: boolean;
  serve(label: string): Promise<MeshServer>;
  connect(port: number): Promise<MeshClient>;
}

const CMD = 153;

export const QZA: MeshProtocol = {
  name: "qza",
  host: "qza-sample-server.meta-qza.svc.cluster.local",
  namespace: "meta-qza",
  attribute: "sub_cmd",
  usual: "2",
  other: "1",
  matches: { exact: "2", prefix: "2", regex: "^[2-9]$" },
  wholeMatch: { cmd: { exact: `${CMD}` }, sub_cmd: { regex: "2" } },
  overLimit: "51",
  noRoute: "50",
  isFree: true,
  async serve(label) {
    const server = await createQzaServer({ port: 0, label });
    return {
      label,
      port: server.port,
      get requests() {
        return sum(server.requests.values());
      },
      close: server.close,
    };
  },
  async connect(port) {
    const client = await createQzaClient({ port });
    let seq = 0;
    return {
      async ask(value) {
        const reply = await client.request({ cmd: CMD, subCmd: Number(value), seq: ++seq });
        return reply.response?.label ?? `${reply.code}`;
      },
      close: client.close,
    };
  },
};

export const DUBBO: MeshProtocol = {
  name: "dubbo",
  host: "org.apache.dubbo.samples.basic.api.demoservice",
  namespace: "meta-dubbo",
  attribute: "foo",
  usual: "bar",
  other: "other",
  matches: { exact: "bar", prefix: "b", regex: "^b.*r$" },
  wholeMatch: {
    interface: { exact: SAY_HELLO.interface },
    method: { exact: SAY_HELLO.method },
    foo: { exact: "bar" },
  },
  overLimit: "100",
  noRoute: "60",
  isFree: true,
  async serve(label) {
    const server = await createDubboServer({ port: 0, label });
    return {
      label,
      port: server.port,
      get requests() {
        return server.calls;
      },
      close: server.close,
    };
  },
  async connect(port) {
    const client = await createDubboClient({ port });
    return {
      async ask(value) {
        const attachments = { foo: value };
        return dubboOutcome(await client.call({ ...SAY_HELLO, argument: "Aeraki", attachments }));
      },
      close: client.close,
    };
  },
};

export const THRIFT: MeshProtocol = {
  name: "thrift",
  host: "thrift-sample-server.meta-thrift.svc.cluster.local",
  namespace: "meta-thrift",
  attribute: "method",
  usual: "sayHello",
  other: "sayGoodbye",
  matches: { exact: "sayHello", prefix: "sayH", regex: "^s.*o$" },
  wholeMatch: { method: { exact: "sayHello" } },
  overLimit: "exception 6",
  noRoute: "exception 1",
  isFree: false,
  async serve(label) {
    const server = await createThriftServer({ port: 0, label });
    return {
      label,
      port: server.port,
      get requests() {
        return sum(server.calls.values());
      },
      close: server.close,
    };
  },
  async connect(port) {
    const client = await createThriftClient({ port });
    return {
      ask: async (value) => thriftOutcome(await client.call(value, "Aeraki")),
      close: client.close,
    };
  },
};

export const PROTOCOLS: readonly MeshProtocol[] = [QZA, DUBBO, THRIFT];

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
