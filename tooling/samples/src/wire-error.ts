/** The bytes are not a Qza packet or not a JCE body. Whoever reads them closes the connection. */
export class WireError extends Error {
  override readonly name = "WireError";
}
