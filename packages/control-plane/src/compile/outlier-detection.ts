import type { OutlierDetection } from "@meltemi/api";
import type { Messages } from "@meltemi/xds";
import { durationOf } from "./durations.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];

const ALWAYS = { value: 100 };
const NEVER = { value: 0 };

/** The fields of a cluster that say when an endpoint is left alone. As Istio has it: by errors in a row only. */
export function outlierDetection(settings: OutlierDetection | undefined): Cluster {
  if (settings === undefined) return {};
  const { consecutive5xxErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures } =
    settings;
  return {
    outlierDetection: {
      consecutive5xx: { value: consecutive5xxErrors },
      enforcingConsecutive5xx: consecutive5xxErrors > 0 ? ALWAYS : NEVER,
      interval: durationOf(settings.interval),
      baseEjectionTime: durationOf(settings.baseEjectionTime),
      maxEjectionPercent: { value: settings.maxEjectionPercent },
      enforcingSuccessRate: NEVER,
      ...(consecutiveGatewayErrors
        ? {
            consecutiveGatewayFailure: { value: consecutiveGatewayErrors },
            enforcingConsecutiveGatewayFailure: ALWAYS,
          }
        : {}),
      ...(settings.splitExternalLocalOriginErrors
        ? {
            splitExternalLocalOriginErrors: true,
            enforcingLocalOriginSuccessRate: NEVER,
            ...(consecutiveLocalOriginFailures === undefined
              ? {}
              : {
                  consecutiveLocalOriginFailure: { value: consecutiveLocalOriginFailures },
                  enforcingConsecutiveLocalOriginFailure:
                    consecutiveLocalOriginFailures > 0 ? ALWAYS : NEVER,
                }),
          }
        : {}),
    },
    commonLbConfig: { healthyPanicThreshold: { value: settings.minHealthPercent } },
  };
}
