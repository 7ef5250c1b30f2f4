/** What to do about the errors of the network that a user meets first. */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "start the proxy or server there first, or give its --port",
  EADDRINUSE: "end the program that listens there, or give another --port",
  EACCES: "give a --port of 1024 or more",
};

/** The error as one line for the terminal, with what to do where that is known. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  const advice = ADVICE[code];
  return advice === undefined ? error.message : `${error.message}; ${advice}`;
}
