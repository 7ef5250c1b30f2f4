import type { AttributeDoc } from "@meltemi/core";

const head = { type: "text", on: "request", mutable: false } as const;
const attachment = { type: "text", mutable: true } as const;

/** The strings at the head of a request's body, in their order there. */
export const HEAD_NAMES = ["dubbo", "interface", "version", "method", "parameter_types"] as const;

/** What decode can find, and which of it encode can change. */
export const ATTRIBUTES: readonly AttributeDoc[] = [
  { name: "interface", ...head, description: "Name of the service's interface" },
  { name: "method", ...head, description: "Name of the method; $invoke in a generic call" },
  { name: "version", ...head, description: "Version of the service, often 0.0.0" },
  { name: "dubbo", ...head, description: "Version of the protocol that the consumer speaks" },
  { name: "parameter_types", ...head, description: "JVM descriptor of the parameters" },
  {
    name: "serialization",
    type: "text",
    on: "both",
    mutable: false,
    description: "How the body is written: hessian2, fastjson2 and so on; a number if unknown",
  },
  {
    name: "path",
    ...attachment,
    on: "request",
    description: "Path of the service: the attachment, or else the interface",
  },
  { name: "group", ...attachment, on: "request", description: "Group of the service" },
  {
    name: "status",
    type: "integer",
    on: "response",
    mutable: false,
    description: "Status of the response, 20 for success",
  },
  {
    name: "*",
    ...attachment,
    on: "both",
    description: "Any attachment whose value is a string, under its own name",
  },
];

/** Names that are not those of attachments, and so cannot be changed. */
export const FIXED_NAMES: Readonly<Record<"request" | "response", ReadonlySet<string>>> = {
  request: new Set([...HEAD_NAMES, "serialization"]),
  response: new Set(["status", "serialization"]),
};
