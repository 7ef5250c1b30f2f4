import { isDeepStrictEqual } from "node:util";
import {
  ConfigLoadError,
  type ConfigProblem,
  type ReadResource,
  type Resource,
} from "@meltemi/api";
import { Document, isSeq } from "yaml";
import type { Diagnostic } from "../compile/diagnostic.js";
import { parseEditable, printDocument } from "../sources/edit-documents.js";
import { keyOf } from "../sources/key-of.js";
import type { Change, WritableSource } from "../sources/source.js";
import { readDocuments, resourcesOf, type YamlDocumentText } from "../sources/yaml-documents.js";
import { problemText } from "../status/problem-text.js";
import type { CompileLoop } from "./compile-loop.js";
import { claimInForce, type Entry } from "./entry.js";
import { nameOf, type Store } from "./store.js";

/** What became of a resource that was applied. */
export interface ApplyResult {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly result: "created" | "configured" | "unchanged";
  /** What is not as it was probably meant. */
  readonly warnings: readonly string[];
}

/** A change that cannot be made where the resource stands. The message says what to do. */
export class ChangeRefused extends Error {
  override readonly name = "ChangeRefused";
}

interface Planned {
  readonly key: string;
  readonly read: ReadResource;
  readonly result: ApplyResult["result"];
  /** Undefined: nothing is to be written. */
  readonly change: Change | undefined;
}

/** Makes changes that users ask for, one after another. */
export class ResourceWriter {
  readonly #store: Store;
  readonly #loop: CompileLoop;
  readonly #source: WritableSource;
  readonly #index: number;
  #work: Promise<unknown> = Promise.resolve();

  /** @param index of the source that is written to */
  constructor(store: Store, loop: CompileLoop, source: WritableSource, index: number) {
    this.#store = store;
    this.#loop = loop;
    this.#source = source;
    this.#index = index;
  }

  /**
   * Applies every resource of a YAML text, all or none. Resolves when they have been compiled.
   * @param dryRun only tells what would become of them
   * @throws {ConfigLoadError} when something is wrong with one of them; nothing has changed then
   */
  async apply(text: string, dryRun = false): Promise<readonly ApplyResult[]> {
    const planned = await this.#enqueue(async () => {
      const plan = this.#plan(text);
      const changes = plan.flatMap(({ change }) => change ?? []);
      if (changes.length > 0 && !dryRun) await this.#source.write(changes);
      return plan;
    });
    const diagnostics = dryRun ? this.#preview(planned) : await this.#diagnostics();
    return planned.flatMap(({ key, read: { id, warnings }, result }) => {
      if (id === undefined) return [];
      const found = diagnostics.filter(({ resource }) => resource === key);
      const texts = [...warnings.map(problemText), ...found.map(({ message }) => message)];
      return [{ ...id, result, warnings: texts }];
    });
  }

  /**
   * Deletes a resource wherever it stands. Resolves when the mesh has been compiled without it.
   * @returns false when there is no such resource
   * @throws {ChangeRefused} when it cannot be deleted here
   */
  async remove(key: string): Promise<boolean> {
    const removed = await this.#enqueue(async () => {
      const entry = this.#store.get(key);
      if (entry === undefined) return false;
      const reason = this.#refusal(entry);
      if (reason !== undefined) throw new ChangeRefused(reason);
      await this.#source.write([{ id: entry.id, units: unitsOf(entry), document: undefined }]);
      return true;
    });
    if (removed) await this.#loop.settled();
    return removed;
  }

  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }

  #plan(text: string): readonly Planned[] {
    const documents = readDocuments(text, undefined);
    const resources = resourcesOf(documents);
    const problems = resources.flatMap((read) => read.problems);
    if (resources.length === 0) {
      problems.push(problemAt(undefined, "there is no resource in it; give a YAML document"));
    }
    const planned = new Map<string, Planned>();
    for (const [index, written] of documents.flatMap(documentOf).entries()) {
      const read = resources[index];
      const key = read === undefined ? undefined : keyOf(read);
      if (read?.resource === undefined || key === undefined) continue;
      const entry = this.#store.get(key);
      const reason = planned.has(key)
        ? `${nameOf(read.id)} is given twice; remove one`
        : entry && this.#refusal(entry);
      if (reason === undefined) planned.set(key, plan(key, read, entry, written));
      else problems.push(problemAt(read, reason));
    }
    if (problems.length > 0) throw new ConfigLoadError(problems);
    return [...planned.values()];
  }

  /** Why a resource that is there cannot be changed here. */
  #refusal(entry: Entry): string | undefined {
    const { held } = claimInForce(entry);
    if (entry.claims.some(({ source }) => source !== this.#index)) {
      return `${nameOf(entry.id)} does not come from ${this.#source.name}; change it where it comes from`;
    }
    if (held === undefined) return undefined;
    return `${nameOf(entry.id)} is in a file that cannot be read, so it cannot be changed; correct the file first: ${problemText(held)}`;
  }

  #preview(planned: readonly Planned[]): readonly Diagnostic[] {
    const resources = new Map<string, Resource>(this.#store.resources());
    for (const { key, read, change } of planned) {
      if (change !== undefined && read.resource !== undefined) resources.set(key, read.resource);
    }
    return this.#loop.preview(resources).diagnostics;
  }

  async #diagnostics(): Promise<readonly Diagnostic[]> {
    await this.#loop.settled();
    return this.#loop.mesh?.diagnostics ?? [];
  }
}

function plan(
  key: string,
  read: ReadResource,
  entry: Entry | undefined,
  written: () => WrittenDocument,
): Planned {
  const { id } = read;
  if (id === undefined) throw new Error("a resource without a name was accepted");
  const before = entry === undefined ? undefined : claimInForce(entry).read.written;
  let time: unknown;
  if (createdAt(read.written) === undefined) {
    if (
      entry !== undefined &&
      isDeepStrictEqual(withoutCreation(before), withoutCreation(read.written))
    ) {
      return { key, read, result: "unchanged", change: undefined };
    }
    // What was there and never had a time is older than anything that has one: it stays so.
    time = entry === undefined ? new Date().toISOString() : createdAt(before);
  } else if (isDeepStrictEqual(before, read.written)) {
    return { key, read, result: "unchanged", change: undefined };
  }
  const { parsed, text } = written();
  if (time !== undefined) parsed.setIn(["metadata", "creationTimestamp"], time);
  const resource = typeof time === "string" ? stamped(read.resource, time) : read.resource;
  const units = entry === undefined ? [] : unitsOf(entry);
  const change = { id, units, document: printDocument(parsed, text) };
  const result = entry === undefined ? "created" : "configured";
  return { key, read: { ...read, resource }, result, change };
}

/** A document of one resource. */
interface WrittenDocument {
  readonly parsed: Document;
  /** What it was parsed from, or is a part of. */
  readonly text: string;
}

/** For each resource of a document, how to get it as a document of its own. */
function documentOf({ text, resources }: YamlDocumentText): readonly (() => WrittenDocument)[] {
  let parsed: Document | undefined;
  return resources.map((_, index) => () => {
    parsed ??= parseEditable(text);
    const items = parsed.get("items");
    const isList = String(parsed.get("kind")).endsWith("List") && isSeq(items);
    return { parsed: isList ? new Document(items.get(index, true)) : parsed, text };
  });
}

function unitsOf(entry: Entry): readonly string[] {
  return entry.claims.map(({ unit }) => unit);
}

function metadataOf(written: unknown): Readonly<Record<string, unknown>> {
  if (typeof written !== "object" || written === null || !("metadata" in written)) return {};
  const { metadata } = written;
  return typeof metadata === "object" && metadata !== null
    ? (metadata as Record<string, unknown>)
    : {};
}

/** As it will be read again: a resource without a time would count as the oldest. */
function stamped(resource: Resource | undefined, creationTimestamp: string): Resource | undefined {
  return resource && { ...resource, metadata: { ...resource.metadata, creationTimestamp } };
}

function createdAt(written: unknown): unknown {
  return metadataOf(written)["creationTimestamp"] ?? undefined;
}

function withoutCreation(written: unknown): unknown {
  const { creationTimestamp: _, ...metadata } = metadataOf(written);
  return { ...(written as object), metadata };
}

function problemAt(read: ReadResource | undefined, message: string): ConfigProblem {
  return { file: undefined, line: read?.line, column: undefined, path: "", message };
}
