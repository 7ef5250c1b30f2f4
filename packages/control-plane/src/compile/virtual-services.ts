import type { Resource, VirtualServiceSpec } from "@meltemi/api";
import { ageOf } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";

/** Nothing is made of VirtualServices: they are read so that a folder of Istio's can be used as it is. */
export function judgeVirtualServices(
  resources: readonly Resource<VirtualServiceSpec>[],
): readonly Diagnostic[] {
  const message =
    "a VirtualService routes nothing here; write a MetaRouter, which also names the gateways that it is for";
  return resources.map((resource) => diagnose(ageOf(resource).key, "NotSupported", message));
}
