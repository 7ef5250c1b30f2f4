import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordAt, recordsIn } from "../schema/records.js";
import {
  checkLabel,
  checkTextAt,
  checkUnique,
  error,
  has,
  textsOf,
  warning,
} from "./check-parts.js";
import { isHostName, isHostPattern } from "./names.js";

export const checkDestinationRule: SpecCheck = (spec) => {
  const subsets = recordsIn(spec, "subsets");
  const names = textsOf(subsets, "name");
  return [
    ...checkTextAt(spec, "host", ({ path, text }) => {
      if (isHostName(text)) return [];
      if (isHostPattern(text)) {
        return [
          warning(
            path,
            `${quote(text)} is no one service, so nothing follows the rule; name a host`,
          ),
        ];
      }
      return [
        error(
          path,
          `${quote(text)} is not a host name; write such as orders.shop.svc.cluster.local`,
        ),
      ];
    }),
    ...names.flatMap((name) => checkLabel(name, "subset")),
    ...checkUnique(
      names,
      (name) => `another subset has the name ${quote(name)}; choose a second one`,
    ),
    ...[spec, ...subsets].flatMap((owner) => checkPolicy(recordAt(owner, "trafficPolicy"))),
  ];
};

function checkPolicy(policy: ConfigRecord): readonly ResourceFinding[] {
  return [policy, ...recordsIn(policy, "portLevelSettings")].flatMap((owner) => [
    ...checkLoadBalancer(recordAt(owner, "loadBalancer")),
    ...checkTls(owner),
  ]);
}

/** TLS needs what its mode is about. */
function checkTls(owner: ConfigRecord): readonly ResourceFinding[] {
  const tls = recordAt(owner, "tls");
  if (tls.value["mode"] !== "MUTUAL" || has(tls, "credentialName")) return [];
  if (has(tls, "clientCertificate") && has(tls, "privateKey")) return [];
  const message =
    "mode MUTUAL needs a certificate; give it clientCertificate and privateKey, or credentialName";
  return [error(tls.path, message)];
}

const HASH_KEYS = ["attribute", "httpHeaderName", "useSourceIp"] as const;

function checkLoadBalancer(balancer: ConfigRecord): readonly ResourceFinding[] {
  if (!has(balancer, "consistentHash")) return [];
  const hash = recordAt(balancer, "consistentHash");
  const findings: ResourceFinding[] = [];
  if (has(balancer, "simple")) {
    findings.push(error(balancer.path, "has simple and consistentHash; remove one of them"));
  }
  const given = HASH_KEYS.filter((key) => has(hash, key) && hash.value[key] !== false);
  if (given.length === 0) {
    findings.push(
      error(hash.path, "does not say what is hashed; give it attribute or useSourceIp: true"),
    );
  }
  const [first = "", second] = given;
  if (second !== undefined && hash.value[first] !== hash.value[second]) {
    findings.push(error(hash.path, `hashes ${given.join(" and ")}; keep one of them`));
  }
  if (has(hash, "ringHash") && has(hash, "maglev")) {
    findings.push(error(hash.path, "has ringHash and maglev; remove one of them"));
  }
  return findings;
}
