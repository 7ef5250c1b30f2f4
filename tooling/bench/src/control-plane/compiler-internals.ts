import type { Resource as ApiResource } from "@meltemi/api";
import type { Node, Snapshot } from "@meltemi/xds";

/** A mesh of the control plane's compiler, of which the bench needs this much. */
export interface Mesh {
  snapshot(node: Node): Snapshot;
}

export interface Compiler {
  compile(view: {
    readonly resources: ReadonlyMap<string, ApiResource>;
    readonly addresses: ReadonlyMap<string, string>;
  }): Mesh;
}

/** What the control plane compiles with. It is no part of its public interface, so it is taken from the build. */
export async function loadCompiler(): Promise<() => Compiler> {
  const file = new URL("compile/compiler.js", import.meta.resolve("@meltemi/control-plane"));
  const module = (await import(file.href)) as { readonly createCompiler?: () => Compiler };
  if (module.createCompiler === undefined) {
    throw new Error(
      `no createCompiler in ${file.pathname}; change compiler-internals.ts to where it went`,
    );
  }
  return module.createCompiler;
}
