import type { ResourceView } from "@meltemi/control-plane";

/** A resource for programs: as its user wrote it, with what the control plane knows. May be applied again. */
export function resourceObject(view: ResourceView): Readonly<Record<string, unknown>> {
  const written = view.written as Readonly<Record<string, unknown>>;
  const { name, namespace, creationTimestamp } = view.metadata;
  const metadata = {
    ...(written["metadata"] as object),
    name,
    ...(namespace === "" ? {} : { namespace }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
  };
  const { apiVersion, kind } = view;
  return { ...written, apiVersion, kind, metadata, status: view.status };
}

/** Several resources as one object. */
export function resourceList(views: readonly ResourceView[]): object {
  return { apiVersion: "v1", kind: "List", items: views.map(resourceObject) };
}
