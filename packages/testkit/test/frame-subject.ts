import { type CodecPlugin, MessageKind, writeUint32 } from "@meltemi/core";
import type { CodecSubject, MessageSample } from "../src/index.js";
import { Flag, framePlugin, HEADER, Offset } from "./frame-codec.js";

export function frame(id: number, flags: number, name: string, body: string): Uint8Array {
  const text = new TextEncoder().encode(name + body);
  const bytes = new Uint8Array(HEADER + text.length);
  writeUint32(bytes, Offset.size, bytes.length);
  writeUint32(bytes, Offset.id, id);
  bytes[Offset.flags] = flags;
  bytes[Offset.nameLength] = name.length;
  bytes.set(text, HEADER);
  return bytes;
}

const echo: MessageSample = {
  name: "echo",
  bytes: frame(0x8000_0001, 0, "echo", "hello"),
  requestId: 0x8000_0001,
  attributes: { name: "echo" },
};
const answer: MessageSample = {
  name: "answer",
  bytes: frame(7, 0, "echo", "and hello to you"),
  requestId: 7,
  attributes: { name: "echo" },
};
const failure: MessageSample = {
  name: "failure",
  bytes: frame(8, Flag.error, "", ""),
  kind: MessageKind.Error,
  requestId: 8,
  attributes: {},
};
const oneway: MessageSample = {
  name: "oneway",
  bytes: frame(0, Flag.oneway, "log", ""),
  kind: MessageKind.Oneway,
  attributes: { name: "log" },
};
const heartbeat: MessageSample = {
  name: "heartbeat",
  bytes: frame(9, Flag.heartbeat, "", ""),
  kind: MessageKind.Heartbeat,
  requestId: 9,
  attributes: {},
};

export function frameSubject(plugin: CodecPlugin = framePlugin()): CodecSubject {
  return {
    plugin,
    requests: [echo, oneway, heartbeat],
    responses: [answer, failure],
    mutations: [
      { name: "longer", message: echo, set: { name: "echo2" }, attributes: { name: "echo2" } },
      {
        name: "shorter",
        direction: "response",
        message: answer,
        set: { name: "e" },
        attributes: { name: "e" },
      },
      {
        name: "half of it unknown",
        message: echo,
        set: { colour: "blue", name: "e" },
        attributes: { name: "e" },
        refused: 1,
      },
      { name: "removed", message: echo, set: { name: undefined }, attributes: {}, refused: 1 },
    ],
    withSize: (message, size) => {
      if (size >= 2 ** 31) return undefined; // the field is signed
      const bytes = message.slice();
      writeUint32(bytes, Offset.size, size);
      return bytes;
    },
  };
}
