/** One thing that the control plane has to say of a resource, in the form that Kubernetes uses. */
export interface Condition {
  /** Such as `Accepted` or `Conflicted`. */
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  /** One word for programs, such as `HostTaken`. */
  readonly reason: string;
  /** A sentence for people; ends with what to do where something is to be done. */
  readonly message: string;
}
