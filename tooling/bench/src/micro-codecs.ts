import type { MatchSpec } from "@meltemi/core";
import type { MicroBar } from "./micro-bar.js";
import type { MicroCase } from "./micro-case.js";
import { decodeCase, encodeCase, matchCase, setRequestIdCase, type Wire } from "./micro-codec.js";
import { compactCall, HEADER, headerCall, unframedCall } from "./micro-thrift.js";
import { ATTACHMENT, dubboLoad, INTERFACE } from "./protocol/dubbo.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";
import { qzaLoad } from "./protocol/qza.js";
import { thriftLoad } from "./protocol/thrift.js";
import type { RouteTableConstructor } from "./proxy-internals.js";

const INTERFACE_MATCH = "dubbo decode and match, interface";
const ATTACHMENT_MATCH = "dubbo decode and match, attachment";

export const MICRO_BARS: readonly MicroBar[] = [
  // Attachments lie behind the arguments, which a codec must walk over.
  { name: ATTACHMENT_MATCH, beside: INTERFACE_MATCH, atMost: 2 },
];

/** Reading, matching, rewriting and renumbering one message of each protocol. */
export function codecCases(routeTable: RouteTableConstructor): MicroCase[] {
  return [...qzaCases(), ...dubboCases(routeTable), ...thriftCases()];
}

function qzaCases(): MicroCase[] {
  const { request } = wiresOf(qzaLoad);
  return [
    decodeCase("qza decode, no attribute wanted", request, []),
    decodeCase("qza decode, cmd and sub_cmd wanted", request, ["cmd", "sub_cmd"]),
    encodeCase("qza encode, one attribute changed", request, "uid"),
    setRequestIdCase("qza setRequestId", request, qzaLoad.request.idAt + 3),
  ];
}

function dubboCases(routeTable: RouteTableConstructor): MicroCase[] {
  const { request, response } = wiresOf(dubboLoad);
  const byInterface: MatchSpec = { attributes: { interface: { exact: INTERFACE } } };
  const byAttachment: MatchSpec = {
    attributes: { [ATTACHMENT.name]: { exact: ATTACHMENT.value } },
  };
  return [
    decodeCase("dubbo decode, no attribute wanted", request, []),
    decodeCase("dubbo decode, interface wanted", request, ["interface"]),
    decodeCase("dubbo decode, interface and method wanted", request, ["interface", "method"]),
    decodeCase("dubbo decode, attachment wanted", request, [ATTACHMENT.name]),
    matchCase(INTERFACE_MATCH, request, byInterface, routeTable),
    matchCase(ATTACHMENT_MATCH, request, byAttachment, routeTable),
    decodeCase("dubbo decode of a response", response, []),
    encodeCase("dubbo encode, one attachment changed", request, ATTACHMENT.name),
    setRequestIdCase("dubbo setRequestId", request, dubboLoad.request.idAt + 3),
  ];
}

function thriftCases(): MicroCase[] {
  const { request, response } = wiresOf(thriftLoad);
  const other = (bytes: Uint8Array): Wire => ({ ...request, bytes });
  const withHeader = other(headerCall());
  return [
    decodeCase("thrift decode, no attribute wanted", request, []),
    decodeCase("thrift decode, method wanted", request, ["method"]),
    decodeCase("thrift decode, compact, method wanted", other(compactCall()), ["method"]),
    decodeCase("thrift decode, header transport, a header wanted", withHeader, [HEADER.name]),
    decodeCase("thrift decode, unframed, method wanted", other(unframedCall()), ["method"]),
    decodeCase("thrift decode of a response", response, []),
    encodeCase("thrift encode, one header changed", withHeader, HEADER.name),
    setRequestIdCase("thrift setRequestId", request, thriftLoad.request.idAt + 3),
  ];
}

/** Request and answer of the load. */
function wiresOf({ codec, request, answer }: LoadProtocol): Record<"request" | "response", Wire> {
  const plugin = codec();
  return {
    request: { plugin, direction: "request", bytes: request.template },
    response: { plugin, direction: "response", bytes: answer.template },
  };
}
