import type { Condition, ResourceMetadata } from "@meltemi/api";

/** A resource and what became of it. */
export interface ResourceView {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ResourceMetadata;
  /** The newest form, as its author wrote it. */
  readonly written: unknown;
  /** Undefined for a resource that stands in no file. */
  readonly origin: { readonly file: string; readonly line: number | undefined } | undefined;
  readonly status: {
    readonly conditions: readonly Condition[];
    /** Those that the control plane gave a service that has none of its own. */
    readonly addresses?: readonly string[];
  };
}
