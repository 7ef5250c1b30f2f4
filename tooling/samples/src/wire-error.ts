/** The bytes are not a message of the protocol. Whoever reads them closes the connection. */
export class WireError extends Error {
  override readonly name = "WireError";
}
