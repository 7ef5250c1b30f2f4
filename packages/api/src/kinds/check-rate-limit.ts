import type { ResourceFinding } from "../resource/kind-definition.js";
import { type ConfigRecord, recordAt, recordsIn } from "../schema/records.js";
import { checkMatch, matchesAll } from "./check-match.js";
import { checkTextAt, durationAt, error, has, warning } from "./check-parts.js";

/** Below it the proxy's timers are too coarse for a bucket to be fair. */
const SHORTEST_FILL_MS = 50;

export function checkLocalRateLimit(limit: ConfigRecord): readonly ResourceFinding[] {
  const conditions = recordsIn(limit, "conditions");
  const findings = [
    ...checkBucket(limit),
    ...conditions.flatMap((condition) => [
      ...checkMatch(recordAt(condition, "match")),
      ...checkBucket(condition),
    ]),
  ];
  const given = limit.value["conditions"];
  const hasConditions = Array.isArray(given) ? given.length > 0 : given !== undefined;
  if (!has(limit, "tokenBucket") && !hasConditions) {
    findings.push(error(limit.path, "limits nothing; give it a tokenBucket or conditions"));
  }
  const open = conditions.findIndex(
    (condition) => has(condition, "match") && matchesAll(recordAt(condition, "match")),
  );
  if (open !== -1 && (open < conditions.length - 1 || has(limit, "tokenBucket"))) {
    const message = `matches every request, so what comes after it is never used; give it attributes`;
    findings.push(warning([...limit.path, "conditions", open, "match"], message));
  }
  return findings;
}

function checkBucket(owner: ConfigRecord): readonly ResourceFinding[] {
  const bucket = recordAt(owner, "tokenBucket");
  const fill = durationAt(bucket, "fillInterval");
  if (fill === undefined || fill >= SHORTEST_FILL_MS || fill === 0) return [];
  const message = `must be ${SHORTEST_FILL_MS}ms or more; raise it, and tokensPerFill with it`;
  return [error([...bucket.path, "fillInterval"], message)];
}

export function checkGlobalRateLimit(limit: ConfigRecord): readonly ResourceFinding[] {
  return [
    ...checkMatch(recordAt(limit, "match")),
    ...checkTextAt(limit, "rateLimitService", ({ path, text }) => {
      if (/^outbound\|\d+\|[^|]*\|[^|]+$/.test(text)) return [];
      const form = "outbound|8081||rls.infra.svc.cluster.local";
      return [warning(path, `is not the name of a service's cluster; such a name reads ${form}`)];
    }),
  ];
}
