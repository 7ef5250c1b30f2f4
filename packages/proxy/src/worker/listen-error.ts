import type { ListenerConfig } from "../config/config.js";

/** A listener that could not listen. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly code: string;

  constructor(config: ListenerConfig, cause: NodeJS.ErrnoException) {
    const where = `${config.address}:${config.port}`;
    super(`listener ${config.name} cannot listen on ${where}: ${hintOf(cause)}`, { cause });
    this.code = cause.code ?? "E_LISTEN";
  }
}

function hintOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "EADDRINUSE":
      return "the port is in use; stop what uses it or choose another";
    case "EACCES":
      return "not permitted; choose a port above 1023 or grant the right to bind it";
    case "EADDRNOTAVAIL":
      return (
        "this machine has no such address; use one of its own or 0.0.0.0 (for services of a control plane: " +
        "--outbound 127.0.0.1, or route their addresses here)"
      );
    case "ENOTFOUND":
      return "the name cannot be resolved; use an IP address of this machine or 0.0.0.0";
    default:
      return error.message;
  }
}
