import { findKind, KINDS, resourceKey, suggest } from "@meltemi/api";
import { duplicateProblems } from "../status/conditions.js";
import { StatusReport } from "../status/status-report.js";
import { nameOf } from "../store/store.js";
import { type ApiSource, readyMesh } from "./api-source.js";
import type { ApiRequest, Endpoint } from "./endpoint.js";
import { inSlices } from "./in-slices.js";
import { failure, json, jsonText, type Reply } from "./reply.js";

const RESOURCE = "/api/v1/resources/:kind/:namespace/:name";

/** Resources: list, read, apply, delete. */
export function resourceEndpoints(source: ApiSource): readonly Endpoint[] {
  const { store, writer, registry } = source;
  return [
    {
      method: "GET",
      path: "/api/v1/resources",
      summary: "resources and their conditions, ?kind= and ?namespace= choose",
      answer: async ({ query }) => {
        const kind = query.get("kind");
        const wanted = kind === null ? undefined : findKind(kind);
        if (kind !== null && wanted === undefined) return unknownKind(kind);
        const namespace = query.get("namespace");
        const report = new StatusReport(readyMesh(source), registry);
        const entries = store.entries();
        const chosen = entries
          .filter(({ id }) => wanted === undefined || id.kind === wanted.kind)
          .filter(({ id }) => namespace === null || id.namespace === namespace);
        const resources = await inSlices(chosen, (entry) => JSON.stringify(report.view(entry)));
        const problems = [...store.problems(), ...entries.flatMap(duplicateProblems)];
        return jsonText(`{"resources":[${resources}],"problems":${JSON.stringify(problems)}}`);
      },
    },
    {
      method: "GET",
      path: RESOURCE,
      summary: 'one resource; "-" is the namespace of kinds of the whole mesh',
      answer: (request) =>
        withKey(request, (key, name) => {
          const entry = store.get(key);
          if (entry === undefined) return failure(404, `there is no ${name}; list the resources`);
          return json(new StatusReport(readyMesh(source), registry).view(entry));
        }),
    },
    {
      method: "DELETE",
      path: RESOURCE,
      summary: "deletes it",
      answer: (request) =>
        withKey(request, async (key, name) => {
          const id = store.get(key)?.id;
          if (id === undefined || !(await writer.remove(key))) {
            return failure(404, `there is no ${name}; list the resources`);
          }
          return json({ ...id, result: "deleted" });
        }),
    },
    {
      method: "POST",
      path: "/api/v1/apply",
      summary: "applies the YAML of the body, all resources or none; ?dryRun=true only checks",
      answer: async ({ query, body }) => {
        const dryRun = query.get("dryRun");
        if (dryRun !== null && dryRun !== "true" && dryRun !== "false") {
          return failure(400, `dryRun=${dryRun} is neither true nor false; correct it`);
        }
        return json({ results: await writer.apply(await body(), dryRun === "true") });
      },
    },
  ];
}

function withKey(
  { parameters }: ApiRequest,
  answer: (key: string, name: string) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const { kind = "", namespace = "", name = "" } = parameters;
  const definition = findKind(kind);
  if (definition === undefined) return unknownKind(kind);
  const id = { kind: definition.kind, namespace: namespace === "-" ? "" : namespace, name };
  return answer(resourceKey(id.kind, id.namespace, id.name), nameOf(id));
}

function unknownKind(kind: string): Reply {
  const kinds = KINDS.map((one) => one.kind);
  return failure(400, `"${kind}" is not a kind; ${suggest(kind, kinds)}`);
}
