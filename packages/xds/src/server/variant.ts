import type { Messages } from "../generated/messages.js";
import { decodeMessage } from "../messages.js";
import { DeltaTypeStream } from "./delta-type-stream.js";
import type { Protocol } from "./services.js";
import { Session, type SessionLimits } from "./session.js";
import type { RequestOutcome } from "./session-messages.js";
import { SotwTypeStream } from "./sotw-type-stream.js";

/** One stream's session, whichever variant of the protocol it speaks. */
export interface Variant {
  readonly session: Pick<Session<never>, "next" | "setSnapshot" | "wakeAt">;
  /** @throws {MessageError} when the bytes are not a request */
  receive(bytes: Uint8Array): ReceivedRequest;
}

export interface ReceivedRequest {
  readonly typeUrl: string;
  readonly node: Messages["envoy.config.core.v3.Node"] | undefined;
  /** Hands it to the session. @throws {RefusedRequest} */
  apply(typeUrl: string): RequestOutcome;
}

const SOTW = "envoy.service.discovery.v3.DiscoveryRequest";
const DELTA = "envoy.service.discovery.v3.DeltaDiscoveryRequest";

export function variantOf(protocol: Protocol, limits: SessionLimits, nonces: string): Variant {
  return protocol === "sotw"
    ? variant(SOTW, new Session(limits, nonces, (typeUrl) => new SotwTypeStream(typeUrl)))
    : variant(DELTA, new Session(limits, nonces, (typeUrl) => new DeltaTypeStream(typeUrl)));
}

function variant<Name extends typeof SOTW | typeof DELTA>(
  message: Name,
  session: Session<Messages[Name]>,
): Variant {
  return {
    session,
    receive(bytes) {
      const request = decodeMessage(message, bytes);
      const { typeUrl = "", node } = request;
      return { typeUrl, node, apply: (type) => session.request(type, request) };
    },
  };
}
