import type { Condition, Kind } from "@meltemi/api";
import type { ResourceView } from "@meltemi/control-plane";

/** What a table tells of a resource beside its name and age. */
export interface Column {
  readonly header: string;
  cell(view: ResourceView): string;
}

const NONE = "<none>";

/** What a condition says of a resource that is not right. */
const WRONG: Readonly<Record<string, Condition["status"]>> = {
  Accepted: "False",
  ResolvedRefs: "False",
  Conflicted: "True",
  Programmed: "False",
};

/** Behind the columns of every kind. */
const STATUS: readonly Column[] = [
  conditionColumn("ACCEPTED", "Accepted"),
  conditionColumn("PROGRAMMED", "Programmed"),
  {
    header: "ISSUES",
    cell: ({ status }) => {
      const wrong = status.conditions.filter((one) => one.status === WRONG[one.type]);
      return wrong.map(({ reason }) => reason).join(",") || NONE;
    },
  },
];

const COLUMNS: Readonly<Record<Kind, readonly Column[]>> = {
  MetaRouter: [listColumn("HOSTS", "hosts"), countColumn("ROUTES", "routes")],
  ApplicationProtocol: [textColumn("PROTOCOL", "protocol"), textColumn("CODEC", "codec")],
  ServiceEntry: [
    listColumn("HOSTS", "hosts"),
    { header: "ADDRESSES", cell: addressesOf },
    listColumn("PORTS", "ports", portText),
    textColumn("RESOLUTION", "resolution"),
  ],
  WorkloadEntry: [
    textColumn("ADDRESS", "address"),
    recordColumn("PORTS", "ports", ":"),
    recordColumn("LABELS", "labels", "="),
  ],
  DestinationRule: [
    textColumn("HOST", "host"),
    listColumn("SUBSETS", "subsets", (subset) => text(fieldsOf(subset)["name"])),
  ],
  VirtualService: [listColumn("GATEWAYS", "gateways"), listColumn("HOSTS", "hosts")],
  Gateway: [
    recordColumn("SELECTOR", "selector", "="),
    listColumn("PORTS", "servers", (server) => portText(fieldsOf(server)["port"])),
  ],
  Service: [
    textColumn("CLUSTER-IP", "clusterIP"),
    listColumn("PORTS", "ports", (port) => servicePortText(fieldsOf(port))),
    recordColumn("SELECTOR", "selector", "="),
  ],
  EndpointSlice: [
    listColumn("PORTS", "ports", (port) => text(fieldsOf(port)["port"])),
    listColumn("ENDPOINTS", "endpoints", (endpoint) => texts(fieldsOf(endpoint)["addresses"])),
  ],
};

/** @param kind none for one that this release does not know */
export function columnsOf(kind: string): readonly Column[] {
  const own = Object.hasOwn(COLUMNS, kind) ? COLUMNS[kind as Kind] : [];
  return [...own, ...STATUS];
}

type Fields = Readonly<Record<string, unknown>>;

function textColumn(header: string, field: string): Column {
  return { header, cell: (view) => text(specOf(view)[field]) || NONE };
}

/** Its own, or those that the control plane has given it. */
function addressesOf(view: ResourceView): string {
  const own = listOf(specOf(view)["addresses"]).map(text);
  return (own.length > 0 ? own : (view.status.addresses ?? [])).join(",") || NONE;
}

function listColumn(
  header: string,
  field: string,
  item: (value: unknown) => string = text,
): Column {
  return { header, cell: (view) => listOf(specOf(view)[field]).map(item).join(",") || NONE };
}

function countColumn(header: string, field: string): Column {
  return { header, cell: (view) => String(listOf(specOf(view)[field]).length) };
}

function recordColumn(header: string, field: string, between: string): Column {
  const pair = ([name, value]: [string, unknown]): string => `${name}${between}${text(value)}`;
  return {
    header,
    cell: (view) =>
      Object.entries(fieldsOf(specOf(view)[field]))
        .map(pair)
        .join(",") || NONE,
  };
}

/** The status of a condition. "Unknown" as long as nothing has been said of it. */
function conditionColumn(header: string, type: string): Column {
  return {
    header,
    cell: ({ status }) =>
      status.conditions.find((condition) => condition.type === type)?.status ?? "Unknown",
  };
}

/** Kinds of Kubernetes without a spec have their fields at the top. */
function specOf({ written }: ResourceView): Fields {
  const fields = fieldsOf(written);
  return fieldsOf(fields["spec"] ?? fields);
}

function portText(port: unknown): string {
  const { number, protocol } = fieldsOf(port);
  return [text(number), text(protocol)].filter((part) => part !== "").join("/");
}

function servicePortText({ port, protocol }: Fields): string {
  return `${text(port)}/${text(protocol) || "TCP"}`;
}

function texts(value: unknown): string {
  return listOf(value).map(text).join(",");
}

/** Users may write anything: what is no text is shown as nothing. */
function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
