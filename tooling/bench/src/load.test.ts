import { createServer, type Server } from "node:net";
import { writeUint16, writeUint32 } from "@meltemi/core";
import { afterEach, describe, expect, test } from "vitest";
import { Backend } from "./backend.js";
import { Load } from "./load.js";
import { framesOf } from "./protocol/frame-layout.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";
import { PROTOCOLS } from "./protocol/protocols.js";
import { qzaLoad } from "./protocol/qza.js";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function backendPort(protocol: LoadProtocol): Promise<number> {
  const backend = new Backend(protocol);
  closing.push(() => backend.close());
  return backend.listen(0);
}

/** A server whose whole conversation is `answer`, called with every chunk that arrives. */
async function serverPort(answer: (chunk: Buffer, count: number) => Uint8Array): Promise<number> {
  let count = 0;
  const server: Server = createServer((socket) => {
    socket.on("data", (chunk) => socket.write(answer(chunk, ++count)));
    socket.on("error", () => socket.destroy());
    closing.push(() => socket.destroy());
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function load(protocol: LoadProtocol, port: number, connections: number, inFlight: number): Load {
  return new Load(protocol, "127.0.0.1", port, { connections, inFlight });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe.for(PROTOCOLS)("a load of $name", (protocol) => {
  test("that goes straight to the backend has no wrong and no lost answer", async () => {
    const subject = load(protocol, await backendPort(protocol), 8, 32);
    await subject.start();
    await until(() => subject.answered > 20_000);
    expect(await subject.stop(5000)).toEqual({ wrong: 0, lost: 0, firstFault: undefined });
  });

  test("keeps one request in flight when asked for one", async () => {
    const sizes = new Set<number>();
    const port = await serverPort((chunk) => {
      sizes.add(chunk.length);
      return rightAnswer(protocol, chunk);
    });
    const subject = load(protocol, port, 1, 1);
    await subject.start();
    await until(() => subject.answered >= 50);
    expect((await subject.stop(5000)).lost).toBe(0);
    expect([...sizes]).toEqual([protocol.request.template.length]);
  });

  test("notices an answer that was meant for another connection", async () => {
    const port = await serverPort((chunk) => {
      const answer = rightAnswer(protocol, chunk);
      writeUint32(answer, protocol.answer.connectionAt, 99);
      return answer;
    });
    const subject = load(protocol, port, 1, 1);
    await subject.start();
    const verdict = await subject.stop(300);
    expect(verdict).toMatchObject({ wrong: 1, lost: 1 });
    expect(verdict.firstFault).toContain("of connection 99");
  });

  test.for(["idAt", "markerAt"] as const)(
    "notices an answer to another request by what is at its %s",
    async (at) => {
      const port = await serverPort((chunk) => {
        const answer = rightAnswer(protocol, chunk);
        answer[protocol.answer[at]] = (answer[protocol.answer[at]] as number) ^ 0x40;
        return answer;
      });
      const subject = load(protocol, port, 1, 1);
      await subject.start();
      expect(await subject.stop(300)).toMatchObject({ wrong: 1, lost: 1 });
    },
  );

  test("notices an answer that comes twice", async () => {
    const port = await serverPort((chunk, count) => {
      const answer = rightAnswer(protocol, chunk);
      return count === 5 ? Buffer.concat([answer, answer]) : answer;
    });
    const subject = load(protocol, port, 1, 1);
    await subject.start();
    await until(() => subject.answered >= 10);
    expect(await subject.stop(5000)).toMatchObject({ wrong: 1, lost: 0 });
  });
});

describe("a load", () => {
  test("notices an answer that never comes", async () => {
    const port = await serverPort(() => new Uint8Array(0));
    const subject = load(qzaLoad, port, 2, 3);
    await subject.start();
    const verdict = { wrong: 0, lost: 6, firstFault: "answers never came" };
    expect(await subject.stop(50)).toEqual(verdict);
  });

  test.for([
    {
      name: "qza",
      bytes: 106,
      change: (reply: Uint8Array) => {
        writeUint16(reply, 5, 106);
        writeUint16(reply, 9, 51);
      },
      says: "answer of 106 bytes to request 1024, rsp_code 51",
    },
    {
      name: "dubbo",
      bytes: 28,
      change: (reply: Uint8Array) => {
        reply[3] = 80;
        writeUint32(reply, 12, 12);
      },
      says: "answer of 28 bytes to request 1024, status 80",
    },
    {
      name: "thrift",
      bytes: 33,
      change: (reply: Uint8Array) => {
        reply[7] = 3;
        writeUint32(reply, 0, 29);
      },
      says: "answer of 33 bytes to request 1024, message type 3",
    },
  ])("says how an error reply of $name was", async ({ name, bytes, change, says }) => {
    const protocol = PROTOCOLS.find((known) => known.name === name) ?? qzaLoad;
    const port = await serverPort((chunk) => {
      const reply = rightAnswer(protocol, chunk);
      change(reply);
      return reply.subarray(0, bytes);
    });
    const subject = load(protocol, port, 1, 1);
    await subject.start();
    const verdict = await subject.stop(300);
    expect(verdict).toMatchObject({ wrong: 1, lost: 1 });
    expect(verdict.firstFault).toContain(says);
  });

  test("refuses to start when nobody listens", async () => {
    const port = await serverPort(() => new Uint8Array(0));
    for (const close of closing.splice(0)) close();
    await expect(load(qzaLoad, port, 2, 1).start()).rejects.toThrow("is it listening?");
  });
});

/** The right answer to the one request in `chunk`. */
function rightAnswer({ request, answer }: LoadProtocol, chunk: Buffer): Uint8Array {
  const bytes = framesOf(answer, 1, chunk.readUInt32BE(request.connectionAt));
  bytes.set(chunk.subarray(request.idAt, request.idAt + 4), answer.idAt);
  bytes[answer.markerAt] = chunk.readUInt8(request.markerAt) + 1;
  return bytes;
}
