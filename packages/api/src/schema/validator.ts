import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Checks `value` against a JSON Schema (draft 7) and fills in its defaults. Compiled schemas are kept
 * for as long as the schema object lives, so that a reload does not compile again.
 * @returns every error, none when the value is right
 * @throws {Error} when the schema is not one, or has keywords or formats that draft 7 does not know
 */
export function validate(schema: object, value: unknown): readonly ErrorObject[] {
  const check = compileSchema(schema);
  return check(value) ? [] : (check.errors ?? []);
}

/** @throws {Error} when the schema is not one */
export function compileSchema(schema: object): ValidateFunction {
  let check = compiled.get(schema);
  if (check === undefined) {
    // One instance a schema: two plugins may use the same $id. strictRequired would forbid
    // `oneOf: [{required: [...]}]`, the usual way to say "one of these".
    const ajv = new Ajv({
      allErrors: true,
      strict: true,
      strictRequired: false,
      strictTypes: false,
      useDefaults: true,
      verbose: true,
    });
    check = ajv.compile(schema);
    compiled.set(schema, check);
  }
  return check;
}
