import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  destinationRule,
  isOfService,
  type MeshSize,
  metaRouter,
  type RealEndpoints,
  serviceEntry,
} from "./mesh-resources.js";

const SEPARATOR = "---\n";

export interface MeshFolderOptions extends MeshSize {
  readonly resourcesPerFile: number;
  /** So many of the services, the first ones, can be called. */
  readonly real?: { readonly services: number; readonly endpoints: RealEndpoints };
}

/** A folder of resources for a control plane, gone with `remove`. */
export class MeshFolder {
  readonly path: string;
  readonly #resourcesPerFile: number;

  static async create(options: MeshFolderOptions): Promise<MeshFolder> {
    const { services, endpoints, withSubsets, resourcesPerFile, real } = options;
    const path = await mkdtemp(join(tmpdir(), "meltemi-bench-"));
    const folder = new MeshFolder(path, resourcesPerFile);
    const each = (count: number, document: (service: number) => string): readonly string[] =>
      Array.from({ length: count }, (_, service) => document(service));
    const realFor = (service: number): RealEndpoints | undefined =>
      real !== undefined && service < real.services ? real.endpoints : undefined;
    await folder.#write(
      "services",
      each(services, (one) => serviceEntry(one, endpoints, realFor(one))),
    );
    await folder.#write("rules", each(withSubsets, destinationRule));
    await folder.#write(
      "routers",
      each(services, (one) => metaRouter(one, "first", one < withSubsets ? "v1" : undefined)),
    );
    return folder;
  }

  private constructor(path: string, resourcesPerFile: number) {
    this.path = path;
    this.#resourcesPerFile = resourcesPerFile;
  }

  /**
   * Prepares an edit of the file that has a service's router.
   * @returns writes the file in place, as an editor does
   */
  async editRouter(service: number, router: string): Promise<() => Promise<void>> {
    const file = this.#file("routers", Math.floor(service / this.#resourcesPerFile));
    const documents = (await readFile(file, "utf8")).split(SEPARATOR);
    const edited = documents.map((one) => (isOfService(one, service) ? router : one));
    return () => writeFile(file, edited.join(SEPARATOR));
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  async #write(kind: string, documents: readonly string[]): Promise<void> {
    const size = this.#resourcesPerFile;
    for (let from = 0; from < documents.length; from += size) {
      const text = documents.slice(from, from + size).join(SEPARATOR);
      await writeFile(this.#file(kind, from / size), text);
    }
  }

  #file(kind: string, number: number): string {
    return join(this.path, `${kind}-${number}.yaml`);
  }
}
