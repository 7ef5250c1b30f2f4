/** What plugins throw need not be an Error, nor anything that has a text. Never throws itself. */
export function errorText(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "something without a text was thrown";
  }
}

/** The same with the stack where there is one, for the log. */
export function errorStack(error: unknown): string {
  try {
    if (error instanceof Error && error.stack !== undefined) return error.stack;
  } catch {
    // As above.
  }
  return errorText(error);
}
