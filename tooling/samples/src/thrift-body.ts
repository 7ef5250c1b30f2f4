import { encodeStruct, ThriftReader } from "./thrift-struct.js";
import { WireError } from "./wire-error.js";

/** Field ids of the samples' structs. The arguments are `1: string name`, a result is field 0. */
const Field = { name: 1, success: 0, message: 1, type: 2 } as const;

/** What a server's framework, or a proxy, answers instead of a result. */
export interface ApplicationException {
  /** One of ExceptionType. */
  readonly type: number;
  readonly message: string;
}

/** Types of a TApplicationException, by their names in Thrift. */
export const ExceptionType = {
  UNKNOWN: 0,
  UNKNOWN_METHOD: 1,
  INVALID_MESSAGE_TYPE: 2,
  WRONG_METHOD_NAME: 3,
  BAD_SEQUENCE_ID: 4,
  MISSING_RESULT: 5,
  INTERNAL_ERROR: 6,
  PROTOCOL_ERROR: 7,
  INVALID_TRANSFORM: 8,
  INVALID_PROTOCOL: 9,
  UNSUPPORTED_CLIENT_TYPE: 10,
} as const;

export function encodeArguments(name: string): Buffer {
  return encodeStruct([[Field.name, name]]);
}

/** @throws {WireError} when the body is not a struct with a name */
export function decodeArguments(body: Buffer): string {
  return text(new ThriftReader(body).struct(), Field.name, "arguments without a name");
}

export function encodeResult(success: string): Buffer {
  return encodeStruct([[Field.success, success]]);
}

/** @throws {WireError} when the body is not a struct with a text as its result */
export function decodeResult(body: Buffer): string {
  return text(new ThriftReader(body).struct(), Field.success, "a result without success");
}

export function encodeException({ message, type }: ApplicationException): Buffer {
  return encodeStruct([
    [Field.message, message],
    [Field.type, type],
  ]);
}

/** A field that is missing has its default, as in Thrift. @throws {WireError} when it is not a struct */
export function decodeException(body: Buffer): ApplicationException {
  const fields = new ThriftReader(body).struct();
  const message = fields.get(Field.message);
  const type = fields.get(Field.type);
  return {
    message: typeof message === "string" ? message : "",
    type: typeof type === "number" ? type : ExceptionType.UNKNOWN,
  };
}

function text(fields: ReadonlyMap<number, string | number>, id: number, without: string): string {
  const value = fields.get(id);
  if (typeof value === "string") return value;
  throw new WireError(without);
}
