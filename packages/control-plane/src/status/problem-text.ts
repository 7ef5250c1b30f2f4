import type { ConfigProblem } from "@meltemi/api";

/** `mesh/route.yaml:14 spec.hosts: must not be empty`, for people. */
export function problemText({ file, line, path, message }: ConfigProblem): string {
  const position = file === undefined ? "" : line === undefined ? file : `${file}:${line}`;
  const place = [position, path].filter((part) => part !== "").join(" ");
  return place === "" ? message : `${place}: ${message}`;
}
