import type { CodecSubject } from "../subject.js";

/** A case before it is bound to a subject. */
export interface CaseDefinition {
  readonly name: string;
  /** Whether the subject has what the case is about. @default always */
  readonly applies?: (subject: CodecSubject) => boolean;
  readonly run: (subject: CodecSubject) => void;
}
