import { type Json, PeerError, type Program } from "../program.js";

/** What the application got from a call. */
export interface CallResult {
  readonly value: unknown;
  /** What it finds in its RpcContext after the call. */
  readonly attachments: Readonly<Record<string, string>>;
}

let references = 0;

/** One reference of a consumer, and so one connection: a thing that can be called. */
export class Client {
  readonly #consumer: Program;
  readonly #reference: string;

  private constructor(consumer: Program, reference: string) {
    this.#consumer = consumer;
    this.#reference = reference;
  }

  /** @param fields of the command "refer": timeout, parameters of the URL, generic and more */
  static async connect(consumer: Program, port: number, fields: Json = {}): Promise<Client> {
    const reference = `reference ${++references}`;
    await consumer.send("refer", { reference, port, ...fields });
    return new Client(consumer, reference);
  }

  /** @param fields of the command "call": attachments and mode */
  async call(method: string, args: readonly unknown[], fields: Json = {}): Promise<CallResult> {
    return (await this.send("call", { method, args, ...fields })) as CallResult;
  }

  /** Calls, and returns what the application catches. @throws {Error} when it catches nothing */
  async catch(method: string, args: readonly unknown[], fields: Json = {}): Promise<PeerError> {
    try {
      const { value } = await this.call(method, args, fields);
      throw new Error(`${method} did not fail but answered ${JSON.stringify(value)}`);
    } catch (error) {
      if (error instanceof PeerError) return error;
      throw error;
    }
  }

  /** Another command of the consumer's, about this reference. */
  send(command: string, fields: Json = {}): Promise<unknown> {
    return this.#consumer.send(command, { reference: this.#reference, ...fields });
  }

  async close(): Promise<void> {
    await this.send("release");
  }
}
