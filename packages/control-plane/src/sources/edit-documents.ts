import { readResource } from "@meltemi/api";
import { Document, isMap, isSeq, parseDocument, visit } from "yaml";
import { keyOf } from "./key-of.js";
import { mergeNodes } from "./merge-nodes.js";
import { isBlank, type YamlDocumentText } from "./yaml-documents.js";

/**
 * The text of a file in which one resource has been replaced or deleted. The other documents stay as they are, byte
 * for byte; in the resource's own document the comments beside what does not change stay.
 * @param replacement a YAML document; undefined deletes
 * @param json whether the file is to stay JSON
 * @returns undefined when the resource is not in the file; empty when nothing is left
 */
export function editDocuments(
  documents: readonly YamlDocumentText[],
  key: string,
  replacement: string | undefined,
  json = false,
): string | undefined {
  const index = documents.findIndex(({ resources }) => resources.some((one) => keyOf(one) === key));
  const document = documents[index];
  if (document === undefined) return undefined;
  const edited = editDocument(document, key, replacement, json);
  // Printed without its line of `---`, a document would run into the one before.
  const start = index > 0 && edited !== "" && !edited.startsWith("---") ? "---\n" : "";
  const before = documents.slice(0, index).map(({ text }) => text);
  const after = documents.slice(index + 1).map(({ text }) => text);
  const text = [...before, start, edited, ...after].join("");
  return isBlank(text) && !text.includes("#") ? "" : text;
}

/** The text of a file with one more document. */
export function appendDocument(text: string, document: string): string {
  const content = document.replace(/^---[ \t]*\n/, "");
  if (text.trim() === "") return content;
  return `${text}${text.endsWith("\n") ? "" : "\n"}---\n${content}`;
}

/** A document that can be edited: one with aliases is written out, since an edit could cut them off. */
export function parseEditable(text: string): Document {
  // Keys have been checked when the text was read, and checking them takes time that grows with their square.
  const options = { uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const;
  const document = parseDocument(text, options);
  let hasAlias = false;
  visit(document, {
    Alias: () => {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  return hasAlias ? new Document(document.toJS()) : (document as Document);
}

/**
 * A document as text.
 * @param like how its author writes; only what an edit changed looks different
 */
export function printDocument(document: Document, like: string): string {
  const indentSeq = !DASH_BELOW_KEY.test(like);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq });
}

const DASH_BELOW_KEY = /^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m;

function editDocument(
  { text, resources }: YamlDocumentText,
  key: string,
  replacement: string | undefined,
  json: boolean,
): string {
  const document = parseEditable(text);
  const print = (): string =>
    json ? `${JSON.stringify(document.toJS(), undefined, 2)}\n` : printDocument(document, text);
  const items = document.get("items");
  const inList = String(document.get("kind")).endsWith("List") && isSeq(items);
  if (replacement === undefined && (!inList || resources.length === 1)) return "";
  if (!inList) {
    document.contents = takeOver(document.contents, replacement ?? "") as Document["contents"];
    return print();
  }
  const place = items.items.findIndex(
    (item) => isMap(item) && keyOf(readResource(item.toJS(document))) === key,
  );
  if (replacement === undefined) items.delete(place);
  else items.set(place, takeOver(items.get(place, true), replacement));
  return print();
}

/** A text that explains itself is taken as it is; one without comments keeps those that were there. */
function takeOver(old: unknown, replacement: string): unknown {
  const next = parseEditable(replacement);
  return hasComments(next) ? next.contents : mergeNodes(old, next.contents);
}

function hasComments(document: Document): boolean {
  let found = Boolean(document.commentBefore || document.comment);
  visit(document, {
    Node: (_, node) => {
      found ||= Boolean(node.comment || node.commentBefore);
    },
  });
  return found;
}
