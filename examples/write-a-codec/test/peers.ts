import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { frame, type Note, split } from "./frames.js";

/** Calls `take` for every note that arrives. */
function read(socket: Socket, take: (note: Note) => void): void {
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    const arrived = split(Buffer.concat([rest, chunk]));
    rest = Buffer.from(arrived.rest);
    arrived.notes.forEach(take);
  });
}

export interface NoteServer {
  readonly port: number;
  /** What it was asked, in order. */
  readonly asked: readonly Note[];
}

/** A server on a free port that answers every note with its name and the note's method. */
export async function noteServer(name: string): Promise<NoteServer> {
  const asked: Note[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    read(socket, (note) => {
      asked.push(note);
      socket.write(frame({ ...note, body: `${name} did ${note.method}` }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, asked };
}

export interface NoteClient {
  /** Sends a note and resolves with the next that arrives. */
  ask(note: Partial<Note>): Promise<Note>;
}

export async function noteClient(port: number): Promise<NoteClient> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  onTestFinished(() => void socket.destroy());
  const waiting: ((note: Note) => void)[] = [];
  read(socket, (note) => waiting.shift()?.(note));
  return {
    ask: (note) =>
      new Promise((resolve, reject) => {
        waiting.push(resolve);
        socket.once("close", () => reject(new Error("the connection ended without an answer")));
        socket.write(frame(note));
      }),
  };
}
