import { HessianReader } from "./hessian-reader.js";
import type { HessianMap } from "./hessian-value.js";
import { HessianWriter } from "./hessian-writer.js";
import { WireError } from "./wire-error.js";

/** Version of the protocol: responses may carry attachments. */
const DUBBO_VERSION = "2.0.2";

/** Of the service, when it has none. */
const NO_VERSION = "0.0.0";

/** The samples' methods take one String. */
export const ONE_STRING = "Ljava/lang/String;";

export const SAY_HELLO = {
  interface: "org.apache.dubbo.samples.basic.api.DemoService",
  method: "sayHello",
} as const;

/** A call, as the body of a request carries it. */
export interface DubboInvocation {
  readonly interface: string;
  readonly method: string;
  /** Types of the arguments, as in a JVM descriptor. */
  readonly parameterTypes: string;
  /** The one String, when that is the type; else not read. */
  readonly argument: string | undefined;
  readonly attachments: HessianMap;
}

/** How a response of status 20 goes on. From 3 on the attachments follow it. */
const ResultType = {
  Exception: 0,
  Value: 1,
  Null: 2,
  ExceptionWithAttachments: 3,
  ValueWithAttachments: 4,
  NullWithAttachments: 5,
} as const;

/** The call of a method that takes one String. `attachments` come beside those that Dubbo itself sends. */
export function encodeInvocation(
  call: { readonly interface: string; readonly method: string; readonly argument: string },
  attachments: Readonly<Record<string, string>>,
): Buffer {
  const all = new Map([
    ["path", call.interface],
    ["interface", call.interface],
    ...Object.entries(attachments),
  ]);
  return new HessianWriter()
    .value(DUBBO_VERSION)
    .value(call.interface)
    .value(NO_VERSION)
    .value(call.method)
    .value(ONE_STRING)
    .value(call.argument)
    .value(all)
    .bytes();
}

/** @throws {WireError} when the body is not a call */
export function decodeInvocation(body: Buffer): DubboInvocation {
  const reader = new HessianReader(body);
  reader.text(); // The version of the protocol.
  const service = reader.text();
  reader.text(); // The version of the service.
  const method = reader.text();
  const parameterTypes = reader.text();
  const call = { interface: service, method, parameterTypes };
  // Where the arguments are unknown, so is where the attachments start.
  if (parameterTypes !== ONE_STRING)
    return { ...call, argument: undefined, attachments: new Map() };
  const argument = reader.text();
  return { ...call, argument, attachments: decodeAttachments(reader) };
}

export function encodeResult(value: string): Buffer {
  return new HessianWriter()
    .value(ResultType.ValueWithAttachments)
    .value(value)
    .value(new Map([["dubbo", DUBBO_VERSION]]))
    .bytes();
}

/** @throws {WireError} when the result is not a text: an exception, for example */
export function decodeResult(body: Buffer): string {
  const reader = new HessianReader(body);
  const type = reader.integer();
  if (type === ResultType.Value || type === ResultType.ValueWithAttachments) return reader.text();
  throw new WireError(
    `a result of type ${type}; the samples read ${ResultType.Value} and 4, values`,
  );
}

/** The text of a response whose status is not 20, and back. */
export function encodeFailure(text: string): Buffer {
  return new HessianWriter().value(text).bytes();
}

/** @throws {WireError} when the body is not a text */
export function decodeFailure(body: Buffer): string {
  return new HessianReader(body).text();
}

function decodeAttachments(reader: HessianReader): HessianMap {
  if (reader.atEnd) return new Map();
  const value = reader.value();
  if (value instanceof Map) return value;
  throw new WireError("attachments that are not a map");
}
