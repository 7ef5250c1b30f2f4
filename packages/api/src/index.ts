export { closest, suggest } from "./schema/closest.js";
export { type Finding, locateFindings } from "./schema/findings.js";
export {
  ConfigLoadError,
  type ConfigPath,
  type ConfigProblem,
  formatPath,
} from "./schema/problem.js";
export { type ConfigRecord, recordAt, recordsIn, recordsUnder, textAt } from "./schema/records.js";
export { MATCH_TYPES, matchSchema, stringMatchSchema } from "./schema/schema-match.js";
export {
  choice,
  count,
  duration,
  flag,
  isDuration,
  list,
  map,
  object,
  optionalObject,
  port,
  positiveDuration,
  type Schema,
  text,
} from "./schema/schema-parts.js";
export { checkSchema } from "./schema/schema-problems.js";
export { compileSchema } from "./schema/validator.js";
export {
  type Locate,
  nowhere,
  readYamlDocument,
  readYamlDocuments,
  type YamlDocument,
} from "./schema/yaml-source.js";
