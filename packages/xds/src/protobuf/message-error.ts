/** A message that cannot be encoded, or bytes that are not such a message. */
export class MessageError extends Error {
  override readonly name: string = "MessageError";
  /** What is wrong, without the place. */
  readonly what: string;
  /** Field names from the message inwards, such as "endpoints[2].address"; empty: the message itself. */
  readonly path: string;

  constructor(what: string, path = "", type = "") {
    const place = [type, path].filter((part) => part !== "").join(" ");
    super(place === "" ? what : `${place}: ${what}`);
    this.what = what;
    this.path = path;
  }
}

/** The error, seen from one field further out. Errors of other kinds stay what they are. */
export function within(error: unknown, field: string): unknown {
  if (!(error instanceof MessageError)) return error;
  const joint = error.path === "" || error.path.startsWith("[") ? "" : ".";
  return new MessageError(error.what, `${field}${joint}${error.path}`);
}
