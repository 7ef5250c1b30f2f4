/** Where the proxy tells of what operators should know. */
export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** One JSON object a line on stderr. */
export const jsonLogger: Logger = {
  info: (message, fields) => write("info", message, fields),
  warn: (message, fields) => write("warn", message, fields),
  error: (message, fields) => write("error", message, fields),
};

/** For libraries and tests that listen for themselves. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** A log that fails must not fail what it tells of. */
export function guardedLogger(logger: Logger): Logger {
  const guarded =
    (level: keyof Logger): Logger["info"] =>
    (message, fields) => {
      try {
        logger[level](message, fields);
      } catch {
        // Nobody is left to tell.
      }
    };
  return { info: guarded("info"), warn: guarded("warn"), error: guarded("error") };
}

let heedsErrors = false;

function write(level: string, message: string, fields?: Readonly<Record<string, unknown>>): void {
  const line = { time: new Date().toISOString(), level, message, ...fields };
  if (!heedsErrors) {
    heedsErrors = true;
    process.stderr.on("error", () => {}); // whoever read the log has gone: no reason to go too
  }
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
