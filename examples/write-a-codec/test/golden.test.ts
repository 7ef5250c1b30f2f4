import {
  AttributeSet,
  ByteWriter,
  type Codec,
  DEFAULT_LIMITS,
  ErrorKind,
  Message,
  MessageKind,
} from "@meltemi/core";
import { expect, test } from "vitest";
import { note } from "../src/index.js";

function open(direction: "request" | "response"): Codec {
  return note().create({ direction, attributes: new AttributeSet(), limits: DEFAULT_LIMITS });
}

// #region golden
/** Written by hand from the description of the protocol. */
const REQUEST = Buffer.from(
  [
    "00000013", // size: 19
    "fedcba98", // id
    "00", // status
    "04", // size of the method
    "73617665", // "save"
    "68656c6c6f", // the body, "hello"
  ].join(""),
  "hex",
);

const ROUTE_NOT_FOUND = Buffer.from(
  [
    "00000010", // size: 16
    "fedcba98", // id of the request
    "01", // status NotFound
    "04", // size of the method
    "73617665", // "save", of the request
    "6e6f", // the body, the text "no"
  ].join(""),
  "hex",
);

test("a request without a route is answered with these bytes", () => {
  const codec = open("request");
  const request = new Message();
  request.reset(MessageKind.Request, REQUEST, 0);
  expect(codec.decode(REQUEST, 0, REQUEST.length, request)).toBe(19);

  const out = new ByteWriter();
  const error = { source: "proxy", retriable: true, text: "no" } as const;
  codec.onError(request, { kind: ErrorKind.RouteNotFound, ...error }, out);
  expect(Buffer.from(out.bytes.subarray(0, out.length))).toEqual(ROUTE_NOT_FOUND);
});
// #endregion

test("a kind of error from a newer core is answered with Failed, never with success", () => {
  const codec = open("request");
  const request = new Message();
  request.reset(MessageKind.Request, REQUEST, 0);
  codec.decode(REQUEST, 0, REQUEST.length, request);
  const out = new ByteWriter();
  const kind = "not-invented-yet" as ErrorKind;
  codec.onError(request, { kind, source: "proxy", retriable: true, text: "" }, out);
  expect(out.bytes[8]).toBe(5);
});
