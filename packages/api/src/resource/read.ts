import type { ConfigPath, ConfigProblem } from "../schema/problem.js";
import { type DocumentText, splitDocuments } from "../schema/split-documents.js";
import { nowhere, readDocumentText, type YamlDocument } from "../schema/yaml-source.js";
import { checkResource } from "./check-resource.js";
import type { Resource, ResourceId } from "./resource.js";
import { sortFindings } from "./sort-findings.js";

/** One resource of a text, right or wrong. */
export interface ReadResource {
  /** Undefined when there are problems. */
  readonly resource: Resource | undefined;
  /** Known for most resources that have problems too. */
  readonly id: ResourceId | undefined;
  /** The value as the user wrote it, without defaults. Undefined when it is not YAML. */
  readonly written: unknown;
  readonly file: string | undefined;
  /** Where the resource begins; starts at 1. Undefined when it was given as a value. */
  readonly line: number | undefined;
  /** What is wrong, in the order of the file. */
  readonly problems: readonly ConfigProblem[];
  /** What is right and yet may not be meant. */
  readonly warnings: readonly ConfigProblem[];
}

/**
 * Every resource of a YAML or JSON text: documents between lines of `---`, and the items of a `kind: List`.
 * Empty documents are passed over. Never throws: what cannot be read has problems, and the others are still read.
 * @param file named in problems
 */
export function readResources(text: string, file?: string): readonly ReadResource[] {
  return splitDocuments(text).flatMap((part) => readPart(part, file));
}

/** The resources in a part of a file. */
export function readPart(part: DocumentText, file: string | undefined): readonly ReadResource[] {
  return readDocumentText(file, part).flatMap((document) => readDocument(document, file));
}

/** A resource given as a value, such as parsed JSON, which is not changed. Never throws. */
export function readResource(value: unknown): ReadResource {
  return read({ value, line: undefined, locate: nowhere, problems: [] }, value, [], undefined);
}

function readDocument(document: YamlDocument, file: string | undefined): readonly ReadResource[] {
  const { value, problems } = document;
  if (problems.length > 0) {
    const line = problems[0]?.line ?? document.line;
    const nothing = { resource: undefined, id: undefined, written: undefined, warnings: [] };
    return [{ ...nothing, file, line, problems }];
  }
  if (value === null || value === undefined) return [];
  const items = itemsOf(value);
  if (items === undefined) return [read(document, value, [], file)];
  return items.map((item, index) => read(document, item, ["items", index], file));
}

function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, items } = value as Readonly<Record<string, unknown>>;
  const isList = typeof kind === "string" && kind.endsWith("List");
  return isList && Array.isArray(items) ? items : undefined;
}

function read(
  document: YamlDocument,
  written: unknown,
  base: ConfigPath,
  file: string | undefined,
): ReadResource {
  const { resource, id, findings } = checkResource(written, base);
  const { problems, warnings } = sortFindings(findings, document.locate);
  // Asking for the place of a value makes the whole document be parsed again.
  const line = base.length === 0 ? document.line : document.locate(base).line;
  return {
    resource: problems.length > 0 ? undefined : resource,
    id,
    written,
    file,
    line,
    problems,
    warnings,
  };
}
