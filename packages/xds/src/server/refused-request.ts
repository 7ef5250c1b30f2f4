/** Ends the stream: the client did what the protocol or a limit does not allow. */
export class RefusedRequest extends Error {
  override readonly name: string = "RefusedRequest";
  /** Of the gRPC status. */
  readonly code: "INVALID_ARGUMENT" | "RESOURCE_EXHAUSTED" | "INTERNAL";

  constructor(code: RefusedRequest["code"], message: string) {
    super(message);
    this.code = code;
  }
}
