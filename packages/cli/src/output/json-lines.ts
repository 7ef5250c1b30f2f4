import type { Logger } from "@meltemi/proxy";
import type { CliIo } from "../io.js";

/** A log of one JSON object a line, where errors are written. */
export function jsonLines(io: Pick<CliIo, "error">): Logger {
  const at =
    (level: string): Logger["info"] =>
    (message, fields) =>
      io.error(
        `${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`,
      );
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
