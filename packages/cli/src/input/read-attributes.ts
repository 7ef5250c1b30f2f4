import { ConfigLoadError, readYamlDocument } from "@meltemi/api";
import type { CliIo } from "../io.js";
import { readInputs } from "./read-inputs.js";

/**
 * Attributes of a request from a YAML mapping of names to values.
 * @param name a file, or "-" for the standard input
 * @throws {ConfigLoadError} for what is not such a mapping
 */
export async function readAttributes(
  name: string,
  io: Pick<CliIo, "input">,
): Promise<Readonly<Record<string, string>>> {
  const attributes: Record<string, string> = {};
  for (const { file, text } of await readInputs([name], { recursive: false }, io)) {
    const { value, locate } = readYamlDocument(file, text);
    const refuse = (path: readonly string[], message: string): never => {
      throw new ConfigLoadError([{ ...locate(path), path: path.join("."), message }]);
    };
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return refuse([], "not a mapping; write lines of name: value");
    }
    for (const [attribute, given] of Object.entries(value)) {
      const isText = ["string", "number", "boolean"].includes(typeof given);
      attributes[attribute] = isText
        ? String(given)
        : refuse([attribute], "not a text; put it into quotes");
    }
  }
  return attributes;
}
