import { InvalidArgumentError, Option } from "commander";
import type { OutputFormat } from "../output/format.js";

/** Options that several commands have, each with its type beside it. */

export interface ServerOptions {
  readonly server?: string;
}

export const serverOption: Option = new Option(
  "--server <url>",
  "the control plane's HTTP address (default: $MELTEMI_SERVER, else http://127.0.0.1:15014)",
);

export interface NamespaceOptions {
  readonly namespace: string;
}

export const namespaceOption: Option = new Option(
  "-n, --namespace <namespace>",
  "of the resource",
).default("default");

export interface OutputOptions {
  readonly output: OutputFormat;
}

/** @param formats the first is the default */
export function outputOption(...formats: readonly OutputFormat[]): Option {
  return new Option("-o, --output <format>", "form of the result")
    .choices(formats)
    .default(formats[0]);
}

export interface FilesOptions {
  readonly filename: readonly string[];
  readonly recursive: boolean;
}

export const filesOptions: readonly Option[] = [
  repeatable(
    "-f, --filename <file>",
    "a YAML file, a folder of them, or - for standard input; may be repeated",
  ),
  new Option("-R, --recursive", "take the folders in folders as well").default(false),
];

/**
 * May be given several times; without it, an empty list.
 * @param check returns the value, or throws InvalidArgumentError
 */
export function repeatable(
  form: string,
  explanation: string,
  check: (value: string) => string = (value) => value,
): Option {
  const option = new Option(form, explanation).argParser(
    (value: string, before: readonly string[]) => [...before, check(value)],
  );
  return option.default([]);
}

/** What a pair must look like. */
export interface PairForm {
  isRight(name: string, value: string): boolean;
  /** What to write instead, as a sentence. */
  readonly remedy: string;
}

const ANY_PAIR: PairForm = { isRight: () => true, remedy: "Write name=value." };

/** May be given several times as `name=value`; without it, an empty record. */
export function pairs(form: string, explanation: string, pairForm: PairForm = ANY_PAIR): Option {
  const option = new Option(form, explanation).argParser(
    (text: string, before: Readonly<Record<string, string>>) => {
      const end = text.indexOf("=");
      const [name, value] = [text.slice(0, end), text.slice(end + 1)];
      if (end < 1 || !pairForm.isRight(name, value)) {
        throw new InvalidArgumentError(pairForm.remedy);
      }
      return { ...before, [name]: value };
    },
  );
  return option.default({});
}

/** @param least 0 where the kernel may pick the port */
export function portOption(form: string, explanation: string, standard?: number): Option {
  const option = new Option(form, explanation).argParser((text: string) => {
    const port = Number(text);
    if (!/^\d+$/.test(text) || port > 65_535) {
      throw new InvalidArgumentError("Give a port from 1 to 65535, or 0 for a free one.");
    }
    return port;
  });
  return standard === undefined ? option : option.default(standard);
}
