import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Backend } from "./backend.js";
import { ANSWER_BYTES, answerFrames, ID_AT, REQUEST_BYTES, RESULT_AT } from "./frames.js";
import { Load } from "./load.js";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function backendPort(): Promise<number> {
  const backend = new Backend();
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

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe("a load", () => {
  test("that goes straight to the backend has no wrong and no lost answer", async () => {
    const load = new Load("127.0.0.1", await backendPort(), 8, 32);
    await load.start();
    await until(() => load.answered > 20_000);
    expect(await load.stop(5000)).toEqual({ wrong: 0, lost: 0, firstFault: undefined });
  });

  test("keeps one request in flight when asked for one", async () => {
    const sizes = new Set<number>();
    const backend = await serverPort((chunk) => {
      sizes.add(chunk.length);
      return rightAnswer(chunk);
    });
    const load = new Load("127.0.0.1", backend, 1, 1);
    await load.start();
    await until(() => load.answered >= 50);
    expect((await load.stop(5000)).lost).toBe(0);
    expect([...sizes]).toEqual([REQUEST_BYTES]);
  });

  test("notices an answer that was meant for another connection", async () => {
    const port = await serverPort((chunk) => {
      const answer = rightAnswer(chunk);
      answer[77] = 99; // low byte of the uin: the connection
      return answer;
    });
    const load = new Load("127.0.0.1", port, 1, 1);
    await load.start();
    const verdict = await load.stop(500);
    expect(verdict).toMatchObject({ wrong: 1, lost: 1 });
    expect(verdict.firstFault).toContain("of connection 99");
  });

  test("notices an answer that comes twice", async () => {
    const port = await serverPort((chunk, count) => {
      const answer = rightAnswer(chunk);
      return count === 5 ? Buffer.concat([answer, answer]) : answer;
    });
    const load = new Load("127.0.0.1", port, 1, 1);
    await load.start();
    await until(() => load.answered >= 10);
    expect(await load.stop(5000)).toMatchObject({ wrong: 1, lost: 0 });
  });

  test("notices an answer that never comes", async () => {
    const port = await serverPort(() => new Uint8Array(0));
    const load = new Load("127.0.0.1", port, 2, 3);
    await load.start();
    expect(await load.stop(50)).toEqual({ wrong: 0, lost: 6, firstFault: "answers never came" });
  });

  test("names the code of an error reply", async () => {
    const port = await serverPort((chunk) => {
      const reply = rightAnswer(chunk).subarray(0, 106);
      reply[6] = 106;
      reply[RESULT_AT + 1] = 51;
      return reply;
    });
    const load = new Load("127.0.0.1", port, 1, 1);
    await load.start();
    const verdict = await load.stop(500);
    expect(verdict).toMatchObject({ wrong: 1, lost: 1 });
    expect(verdict.firstFault).toContain("rsp_code 51");
  });

  test("refuses to start when nobody listens", async () => {
    const port = await serverPort(() => new Uint8Array(0));
    for (const close of closing.splice(0)) close();
    await expect(new Load("127.0.0.1", port, 2, 1).start()).rejects.toThrow("is it listening?");
  });
});

/** The right answer to the one request in `chunk`. */
function rightAnswer(chunk: Buffer): Uint8Array {
  const answer = answerFrames(1);
  answer.set(chunk.subarray(ID_AT, ID_AT + 4), ID_AT);
  answer.set(chunk.subarray(74, 78), 74);
  answer[107] = (chunk[107] as number) + 1;
  expect(answer.length).toBe(ANSWER_BYTES);
  return answer;
}
