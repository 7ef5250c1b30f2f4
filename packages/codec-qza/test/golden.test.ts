import { ByteWriter, CodecError, ErrorKind, MessageKind, ResponseStatus } from "@meltemi/core";
import { expect, test } from "vitest";
import { plugins, qza } from "../src/index.js";
import { decodeOne, open } from "./codec.js";
import {
  bytesOf,
  changed,
  ERROR_RESPONSE,
  qzaMessage,
  REQUEST,
  ROUTE_NOT_FOUND,
  withLength,
} from "./fixtures.js";

test("a request is read field by field", () => {
  const request = open("request");
  const message = decodeOne(request, bytesOf(REQUEST));
  const texts = request.attributes.all.map((attribute) => [
    attribute.name,
    message.text(attribute),
  ]);
  expect(message).toMatchObject({ kind: MessageKind.Request, requestIdLow: 0xfedcba98, size: 111 });
  expect(texts).toEqual([
    ["cmd", "153"],
    ["sub_cmd", "-2"],
    ["uid", "4000000000"],
  ]);
});

test("a response with another rsp_code than 0 is an error", () => {
  const message = decodeOne(open("response"), bytesOf(ERROR_RESPONSE));
  expect(message).toMatchObject({ kind: MessageKind.Error, status: ResponseStatus.Error });
});

test("a reply to a request without route is this header", () => {
  expect(replyTo(bytesOf(REQUEST), ErrorKind.RouteNotFound)).toEqual(bytesOf(ROUTE_NOT_FOUND));
});

test.each(Object.values(ErrorKind))("a reply for %s carries the documented rsp_code", (kind) => {
  const code = kind === ErrorKind.RouteNotFound ? 50 : 51;
  const expected = changed(ROUTE_NOT_FOUND, { "rsp_code 50": code === 50 ? "0032" : "0033" });
  expect(replyTo(bytesOf(REQUEST), kind)).toEqual(bytesOf(expected));
  expect(qza().errorReplies[kind]).toBe(`rsp_code ${code}`);
});

test("a kind of error from a newer core is answered with 51, never with success", () => {
  const reply = replyTo(bytesOf(REQUEST), "not-invented-yet" as ErrorKind);
  expect(reply.slice(9, 11)).toEqual(Uint8Array.of(0, 51));
});

test.each([0x0002_0001, 0xffff_ffff])("both halves of the length %d count", (length) => {
  expect(decodeOne(open("request"), withLength(qzaMessage({}), length)).size).toBe(length);
});

test.each([
  [105, 0],
  [0, 0],
  [405, 300],
])("a length of %d with an extension of %d is refused", (length, extension) => {
  const header = withLength(qzaMessage({ extension: new Uint8Array(extension) }), length);
  const refused = expect(() => decodeOne(open("request"), header.slice(0, 106)));
  refused.toThrow(CodecError);
  refused.toThrow(expect.objectContaining({ reason: "malformed" }));
});

test("the module offers the plugin to configurations", () => {
  expect(plugins.map((plugin) => plugin.kind)).toEqual(["codec"]);
  expect(plugins[0]).toMatchObject({
    protocol: "qza",
    aliases: ["aeraki.meta_protocol.codec.qza"],
  });
});

function replyTo(request: Uint8Array, kind: ErrorKind): Uint8Array {
  const client = open("request");
  const message = decodeOne(client, request);
  const out = new ByteWriter();
  client.codec.onError(message, { kind, source: "proxy", retriable: true, text: "no" }, out);
  return out.bytes.slice(0, out.length);
}
