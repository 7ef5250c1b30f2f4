import { splitDocuments } from "../schema/split-documents.js";
import { type ReadResource, readPart } from "./read.js";

/** Reads the same file again and again. */
export interface ResourceReader {
  /**
   * As readResources. Documents that have not changed since the last reading are not read again, and where they
   * have not moved either, what is returned for them is the same object as before.
   */
  read(text: string): readonly ReadResource[];
}

interface RememberedPart {
  readonly linesBefore: number;
  readonly resources: readonly ReadResource[];
}

/**
 * For a file that is watched: one changed document among 5,000 is read in 20 ms instead of 300 ms. Holds on to the
 * last text.
 * @param file named in problems
 */
export function createResourceReader(file?: string): ResourceReader {
  let last: ReadonlyMap<string, RememberedPart> = new Map();
  return {
    read: (text) => {
      const parts = new Map<string, RememberedPart>();
      const resources = splitDocuments(text).flatMap((part) => {
        const known = last.get(part.text);
        const read = (known && moved(known, part.linesBefore)) ?? readPart(part, file);
        parts.set(part.text, { linesBefore: part.linesBefore, resources: read });
        return read;
      });
      last = parts;
      return resources;
    },
  };
}

/** Undefined when problems or warnings would have to be moved too. */
function moved(
  { linesBefore, resources }: RememberedPart,
  linesBeforeNow: number,
): readonly ReadResource[] | undefined {
  if (linesBefore === linesBeforeNow) return resources;
  if (resources.some(({ problems, warnings }) => problems.length + warnings.length > 0))
    return undefined;
  return resources.map((resource) => ({
    ...resource,
    line: resource.line === undefined ? undefined : resource.line + linesBeforeNow - linesBefore,
  }));
}
