import { expect, test } from "vitest";
import { problemsOf, resourceText, specOf, warningsOf } from "./resource-text.js";

const router = (spec: string): string => resourceText("MetaRouter", spec);
/** A router that limits, with the limit's fields from line 7 on. */
const limited = (kind: "local" | "global", limit: string): string =>
  router(`hosts: [orders.shop]\n${kind}RateLimit:\n  ${limit.replaceAll("\n", "\n  ")}`);
const global = "domain: prod\nrateLimitService: outbound|8081||rls.infra\n";
const descriptors = "descriptors: [{property: method, descriptorKey: method}]";

test.each<[rule: string, text: string, problem: string]>([
  [
    "a local limit of nothing",
    limited("local", "conditions: []"),
    "6 spec.localRateLimit: limits nothing; give it a tokenBucket or conditions",
  ],
  [
    "a bucket without interval",
    limited("local", "tokenBucket: {maxTokens: 5}"),
    '7 spec.localRateLimit.tokenBucket: "fillInterval" is missing; add it (Time between two fills, 50ms or more)',
  ],
  [
    "a bucket without size",
    limited("local", "tokenBucket: {fillInterval: 60s}"),
    '7 spec.localRateLimit.tokenBucket: "maxTokens" is missing; add it',
  ],
  [
    "a bucket of 0",
    limited("local", "tokenBucket: {maxTokens: 0, fillInterval: 60s}"),
    "7 spec.localRateLimit.tokenBucket.maxTokens: expected 1 or more, got 0",
  ],
  [
    "a fill of 0",
    limited("local", "tokenBucket: {maxTokens: 1, tokensPerFill: 0, fillInterval: 60s}"),
    "7 spec.localRateLimit.tokenBucket.tokensPerFill: expected 1 or more, got 0",
  ],
  [
    "an interval too short",
    limited("local", "tokenBucket: {maxTokens: 1, fillInterval: 49ms}"),
    "7 spec.localRateLimit.tokenBucket.fillInterval: must be 50ms or more; raise it, and tokensPerFill with it",
  ],
  [
    "an interval of 0",
    limited("local", "tokenBucket: {maxTokens: 1, fillInterval: 0s}"),
    "7 spec.localRateLimit.tokenBucket.fillInterval: must be longer than 0",
  ],
  [
    "a condition without match",
    limited("local", "conditions:\n- tokenBucket: {maxTokens: 1, fillInterval: 1s}"),
    '8 spec.localRateLimit.conditions[0]: "match" is missing; add it (Which requests a route is for',
  ],
  [
    "a condition without bucket",
    limited("local", "conditions:\n- match: {attributes: {a: {exact: b}}}"),
    '8 spec.localRateLimit.conditions[0]: "tokenBucket" is missing; add it',
  ],
  [
    "a bad regex in a condition",
    limited(
      "local",
      'conditions:\n- match: {attributes: {a: {regex: "["}}}\n  tokenBucket: {maxTokens: 1, fillInterval: 1s}',
    ),
    "8 spec.localRateLimit.conditions[0].match.attributes.a.regex: error parsing regexp",
  ],
  [
    "a short interval in a condition",
    limited(
      "local",
      "conditions:\n- match: {attributes: {a: {exact: b}}}\n  tokenBucket: {maxTokens: 1, fillInterval: 1ms}",
    ),
    "9 spec.localRateLimit.conditions[0].tokenBucket.fillInterval: must be 50ms or more",
  ],
  [
    "a global limit without domain",
    limited("global", `rateLimitService: outbound|8081||rls.infra\n${descriptors}`),
    '6 spec.globalRateLimit: "domain" is missing; add it',
  ],
  [
    "an empty domain",
    limited("global", `domain: ""\nrateLimitService: outbound|8081||rls.infra\n${descriptors}`),
    "7 spec.globalRateLimit.domain: must not be empty",
  ],
  [
    "no rate-limit service",
    limited("global", `domain: prod\n${descriptors}`),
    '6 spec.globalRateLimit: "rateLimitService" is missing; add it',
  ],
  [
    "no descriptors",
    limited("global", global.trimEnd()),
    '6 spec.globalRateLimit: "descriptors" is missing; add it',
  ],
  [
    "an empty list of descriptors",
    limited("global", `${global}descriptors: []`),
    "9 spec.globalRateLimit.descriptors: must have 1 or more entries; add one",
  ],
  [
    "a descriptor without property",
    limited("global", `${global}descriptors: [{property: "", descriptorKey: a}]`),
    "9 spec.globalRateLimit.descriptors[0].property: must not be empty",
  ],
  [
    "a descriptor without key",
    limited("global", `${global}descriptors: [{property: a}]`),
    '9 spec.globalRateLimit.descriptors[0]: "descriptorKey" is missing; add it',
  ],
  [
    "a bad regex in a global match",
    limited("global", `${global}${descriptors}\nmatch: {attributes: {a: {regex: "["}}}`),
    "10 spec.globalRateLimit.match.attributes.a.regex: error parsing regexp",
  ],
  [
    "a request timeout of 0",
    limited("global", `${global}${descriptors}\nrequestTimeout: 0s`),
    "10 spec.globalRateLimit.requestTimeout: must be longer than 0",
  ],
])("refused, and only for that: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
});

test.each<[rule: string, text: string, warning: string]>([
  [
    "a condition that takes everything",
    limited(
      "local",
      "conditions:\n- match: {}\n  tokenBucket: {maxTokens: 1, fillInterval: 1s}\ntokenBucket: {maxTokens: 1, fillInterval: 1s}",
    ),
    "8 spec.localRateLimit.conditions[0].match: matches every request, so what comes after it is never used; give it attributes",
  ],
  [
    "a rate-limit service that is no cluster's name",
    limited("global", `domain: prod\nrateLimitService: rls.infra:8081\n${descriptors}`),
    "8 spec.globalRateLimit.rateLimitService: is not the name of a service's cluster; such a name reads outbound|8081||rls.infra.svc.cluster.local",
  ],
])("accepted with a warning: %s", (_, text, warning) => {
  expect(problemsOf(text)).toEqual([]);
  expect(warningsOf(text)).toEqual([expect.stringContaining(warning)]);
});

test("limits without optional fields have every default", () => {
  const text = router(
    `hosts: [a]
localRateLimit: {tokenBucket: {maxTokens: 5, fillInterval: 60s}}
globalRateLimit: {domain: prod, rateLimitService: outbound|8081||rls, ${descriptors}}`,
  );
  expect(specOf("MetaRouter", text)).toMatchObject({
    routes: [],
    localRateLimit: { tokenBucket: { tokensPerFill: 1 }, conditions: [] },
    globalRateLimit: { requestTimeout: "20ms", denyOnFail: false },
  });
});
