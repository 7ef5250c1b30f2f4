import { errorText } from "../error-text.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";

/**
 * Keeps a failure to the one thing that it happened in: that keeps what it had before.
 * @param resource key of the resource that is to blame
 * @param before what came of it last time; asked only when that is needed
 * @param diagnostics gets what went wrong
 */
export function attempt<Output>(
  resource: string,
  before: () => Output | undefined,
  diagnostics: Diagnostic[],
  compute: () => Output,
): Output | undefined {
  try {
    return compute();
  } catch (error) {
    const output = before();
    const state = output === undefined ? "it is passed over" : "what it was before stays";
    const message = `it could not be compiled, so ${state}: ${errorText(error)}; this is a bug, please report it with the resource`;
    diagnostics.push(diagnose(resource, "InternalError", message));
    return output;
  }
}
