// #region conformance
import { MessageKind } from "@meltemi/core";
import { codecConformance, type MessageSample } from "@meltemi/testkit";
import { test } from "vitest"; // or node:test
import { note } from "../src/index.js";
import { frame } from "./frames.js";

const request: MessageSample = {
  name: "request",
  bytes: frame({ id: 7, method: "read.all", body: "please" }),
  requestId: 7,
  attributes: { method: "read.all" },
};
const longest: MessageSample = {
  name: "longest method, empty body, largest id",
  bytes: frame({ id: 0xffff_ffff, method: "m".repeat(100) }),
  requestId: 0xffff_ffff,
  attributes: { method: "m".repeat(100) },
};
const answer: MessageSample = {
  name: "answer",
  bytes: frame({ id: 7, method: "read.all", body: "here" }),
  requestId: 7,
  attributes: { method: "read.all", status: "0" },
};
const failure: MessageSample = {
  name: "failure",
  bytes: frame({ id: 7, method: "read.all", status: 5 }),
  kind: MessageKind.Error,
  requestId: 7,
  attributes: { method: "read.all", status: "5" },
};

const cases = codecConformance({
  plugin: note(),
  requests: [request, longest],
  responses: [answer, failure],
  mutations: [
    {
      name: "a longer method",
      message: request,
      set: { method: "read.everything" },
      attributes: { method: "read.everything" },
    },
    {
      name: "a shorter method, in upper case and UTF-8",
      direction: "response",
      message: answer,
      set: { METHOD: "lé" },
      attributes: { method: "lé" },
    },
    {
      name: "what a note cannot hold",
      message: request,
      set: { colour: "blue", status: "1", method: "m".repeat(101) },
      attributes: {},
      refused: 3,
    },
    { name: "no method", message: request, set: { method: undefined }, attributes: {}, refused: 1 },
  ],
  withSize: (message, size) => {
    if (size < 0) return undefined; // the field is unsigned
    const bytes = message.slice();
    new DataView(bytes.buffer).setUint32(0, size);
    return bytes;
  },
  refused: [
    { name: "no method", bytes: frame({ method: "" }) },
    { name: "a method that is too long", bytes: frame({ method: "m".repeat(101) }) },
  ],
});

for (const { name, run } of cases) test(name, run);
// #endregion
