import { type Rejection, type Resource, TypeUrl, type XdsUpdate } from "@meltemi/xds";
import type { EndpointConfig } from "../config/config.js";
import { errorText } from "../error-text.js";
import type { PluginRegistry } from "../plugins/registry.js";
import {
  type DynamicListener,
  type DynamicRoutes,
  dynamicRoutes,
  readDynamicListener,
} from "./dynamic-listener.js";
import { type ClusterResource, readCluster } from "./translate/cluster.js";
import { readEndpoints } from "./translate/endpoints.js";
import { readRoutes } from "./translate/routes.js";

/** Something that came as a resource, and what it was read as. */
interface Read<T> {
  readonly resource: Resource;
  readonly value: T;
}

/** Resources of one type, and how they are read. */
interface Shelf<T> {
  readonly map: Map<string, Read<T>>;
  /** @throws when the resource cannot be used */
  read(resource: Resource): T;
}

export type OnNotes = (resource: Resource, notes: readonly string[]) => void;

/**
 * What the control plane has sent, as far as it can be used. A resource that cannot is refused, and what
 * there was under its name before stays. Equal bytes keep the very object that they were read as before.
 */
export class ResourceSet {
  readonly listeners: Map<string, Read<DynamicListener>> = new Map();
  readonly clusters: Map<string, Read<ClusterResource>> = new Map();
  readonly endpoints: Map<string, Read<readonly EndpointConfig[]>> = new Map();
  readonly routes: Map<string, Read<DynamicRoutes>> = new Map();
  readonly #shelves: ReadonlyMap<string, Shelf<unknown>>;
  readonly #received = new Set<string>();
  /** Goes up when a cluster or its endpoints have changed. */
  clusterRevision = 0;

  /** @param onNotes gets what of a resource is not acted on */
  constructor(plugins: PluginRegistry, onNotes: OnNotes) {
    const noted = <T extends { readonly notes: readonly string[] }>(
      resource: Resource,
      read: T,
    ): T => {
      if (read.notes.length > 0) onNotes(resource, read.notes);
      return read;
    };
    const routes: Shelf<unknown> = {
      map: this.routes,
      read: (resource) => dynamicRoutes(noted(resource, readRoutes(resource)).routes),
    };
    this.#shelves = new Map<string, Shelf<unknown>>([
      [
        TypeUrl.Cluster,
        { map: this.clusters, read: (resource) => noted(resource, readCluster(resource)) },
      ],
      [
        TypeUrl.ClusterLoadAssignment,
        {
          map: this.endpoints,
          read: (resource) => noted(resource, readEndpoints(resource)).endpoints,
        },
      ],
      [
        TypeUrl.Listener,
        {
          map: this.listeners,
          read: (resource) => noted(resource, readDynamicListener(resource, plugins)),
        },
      ],
      [TypeUrl.RouteConfiguration, routes],
      [TypeUrl.HttpRouteConfiguration, routes],
    ]);
  }

  /** Whether the control plane has said which listeners and clusters there are. */
  get isWhole(): boolean {
    return this.#received.has(TypeUrl.Listener) && this.#received.has(TypeUrl.Cluster);
  }

  /** @returns what cannot be used */
  take({ typeUrl, resources, removed }: Omit<XdsUpdate, "version">): Rejection[] {
    const shelf = this.#shelves.get(typeUrl);
    if (shelf === undefined) return [];
    this.#received.add(typeUrl);
    if (typeUrl === TypeUrl.Cluster || typeUrl === TypeUrl.ClusterLoadAssignment) {
      this.clusterRevision++;
    }
    const rejections: Rejection[] = [];
    for (const resource of resources) {
      const known = shelf.map.get(resource.name);
      if (known !== undefined && Buffer.compare(known.resource.bytes, resource.bytes) === 0) {
        continue;
      }
      try {
        shelf.map.set(resource.name, { resource, value: shelf.read(resource) });
      } catch (error) {
        rejections.push({ name: resource.name, message: errorText(error) });
      }
    }
    for (const name of removed) shelf.map.delete(name);
    return rejections;
  }

  /**
   * Forgets endpoints and routes that nobody asks for any more: nobody would say that they have changed, and they
   * would be taken for good should they be asked for again.
   */
  keepOnly(endpoints: ReadonlySet<string>, routes: ReadonlySet<string>): void {
    for (const name of this.endpoints.keys()) {
      if (endpoints.has(name)) continue;
      this.endpoints.delete(name);
      this.clusterRevision++;
    }
    for (const name of this.routes.keys()) if (!routes.has(name)) this.routes.delete(name);
  }

  /** Everything in use, as it came. */
  *resources(): Iterable<Resource> {
    for (const map of [this.clusters, this.endpoints, this.listeners, this.routes]) {
      for (const { resource } of map.values()) yield resource;
    }
  }
}
