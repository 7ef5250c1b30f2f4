import type { Resource } from "@meltemi/xds";
import { XdsResourceError } from "./xds-resource-error.js";

/**
 * Where in a resource a value stands. Making one costs next to nothing, so that readers of many thousand
 * values can afford to know their place.
 */
export class Place {
  readonly #resource: Resource;
  readonly #notes: Notes;
  readonly #parent: Place | undefined;
  readonly #key: string | number;

  private constructor(resource: Resource, notes: Notes, parent?: Place, key: string | number = "") {
    this.#resource = resource;
    this.#notes = notes;
    this.#parent = parent;
    this.#key = key;
  }

  /** The resource itself. */
  static of(resource: Resource): Place {
    return new Place(resource, new Notes());
  }

  /** @param key index, or name of a field as in .proto files */
  at(key: string | number): Place {
    return new Place(this.#resource, this.#notes, this, key);
  }

  /** To be thrown. @param problem what is wrong, and what to do */
  error(problem: string): XdsResourceError {
    return new XdsResourceError(this.#resource, this.#path(), problem);
  }

  /** For the operator: something that this proxy passes over. */
  note(text: string): void {
    this.#notes.add(this.#path(), text);
  }

  /** What has been noted anywhere in the resource. */
  get notes(): readonly string[] {
    return this.#notes.texts();
  }

  #path(): (string | number)[] {
    const path: (string | number)[] = [];
    for (let place: Place = this; place.#parent !== undefined; place = place.#parent) {
      path.unshift(place.#key);
    }
    return path;
  }
}

/** Notes of one resource. Those that differ in an index alone are one. */
class Notes {
  readonly #counts = new Map<string, number>();

  add(path: readonly (string | number)[], text: string): void {
    const fields = path.filter((key) => typeof key === "string").join(".");
    const note = fields === "" ? text : `${fields}: ${text}`;
    this.#counts.set(note, (this.#counts.get(note) ?? 0) + 1);
  }

  texts(): readonly string[] {
    return Array.from(this.#counts, ([note, count]) =>
      count === 1 ? note : `${note} (${count} times)`,
    );
  }
}
