import { MessageKind } from "@meltemi/core";
import { type CodecSubject, codecConformance, type MessageSample } from "@meltemi/testkit";
import { test } from "vitest";
import { qza } from "../src/index.js";
import { bytesOf, ERROR_RESPONSE, qzaMessage, REQUEST, RESPONSE, withLength } from "./fixtures.js";

const golden = {
  requestId: 0xfedcba98,
  attributes: { cmd: "153", sub_cmd: "-2", uid: "4000000000" },
};
const request: MessageSample = { name: "golden", bytes: bytesOf(REQUEST), ...golden };
const smallest: MessageSample = {
  name: "smallest",
  bytes: qzaMessage({}),
  attributes: { cmd: "0", sub_cmd: "0", uid: "0" },
};
const longExtension: MessageSample = {
  name: "extension over 255 bytes",
  bytes: qzaMessage({ extension: new Uint8Array(0x0102), responseCode: 7 }),
  attributes: smallest.attributes,
};

const subject: CodecSubject = {
  plugin: qza(),
  requests: [request, smallest, longExtension], // a request's rsp_code means nothing
  responses: [
    { name: "golden", bytes: bytesOf(RESPONSE), ...golden },
    { name: "error", bytes: bytesOf(ERROR_RESPONSE), kind: MessageKind.Error, ...golden },
  ],
  mutations: [
    {
      name: "all three",
      message: request,
      set: { cmd: "-32768", sub_cmd: "32767", uid: "4294967295" },
      attributes: { cmd: "-32768", sub_cmd: "32767", uid: "4294967295" },
    },
    {
      name: "of a response, in upper case",
      direction: "response",
      message: { name: "golden", bytes: bytesOf(RESPONSE), ...golden },
      set: { CMD: "1" },
      attributes: { cmd: "1" },
    },
    {
      name: "out of range",
      message: request,
      set: { cmd: "32768", sub_cmd: "-32769", uid: "-1" },
      attributes: {},
      refused: 3,
    },
    {
      name: "a uid just above its range",
      message: request,
      set: { uid: "4294967296" },
      attributes: {},
      refused: 1,
    },
    {
      name: "one good, the rest unknown, removed or no integer",
      message: request,
      set: { colour: "blue", cmd: undefined, sub_cmd: "", uid: "12" },
      attributes: { uid: "12" },
      refused: 3,
    },
    {
      name: "numbers, but not plain integers",
      message: request,
      set: { cmd: "NaN", sub_cmd: "1.5", uid: "0x10" },
      attributes: {},
      refused: 3,
    },
  ],
  withSize: (message, size) => (size < 0 ? undefined : withLength(message, size)),
  refused: [
    {
      name: "length below header and extension",
      bytes: withLength(qzaMessage({ extension: new Uint8Array(300) }), 405).slice(0, 106),
    },
  ],
};

for (const { name, run } of codecConformance(subject)) test(name, run);
