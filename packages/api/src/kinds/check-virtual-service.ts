import type { ResourceFinding, SpecCheck } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import { type ConfigRecord, recordAt, recordsIn } from "../schema/records.js";
import { checkDestination } from "./check-destination.js";
import { error, textsIn } from "./check-parts.js";
import { checkWeights } from "./check-weights.js";
import { isAddressBlock } from "./ip.js";
import { isHostPattern } from "./names.js";

export const checkVirtualService: SpecCheck = (spec) => [
  ...textsIn(spec, "hosts").flatMap(({ path, text }) =>
    isHostPattern(text) || isAddressBlock(text)
      ? []
      : [error(path, `${quote(text)} is not a host name; write such as orders.example.com`)],
  ),
  ...recordsIn(spec, "tcp").flatMap(checkRoute),
];

function checkRoute(route: ConfigRecord): readonly ResourceFinding[] {
  const destinations = recordsIn(route, "route");
  return [
    ...destinations.flatMap((one) => checkDestination(recordAt(one, "destination"))),
    ...checkWeights(route, destinations),
    ...recordsIn(route, "match").flatMap((match) =>
      textsIn(match, "destinationSubnets").flatMap(({ path, text }) =>
        isAddressBlock(text)
          ? []
          : [error(path, `${quote(text)} is not an IP address or block; write such as 10.0.0.0/8`)],
      ),
    ),
  ];
}
