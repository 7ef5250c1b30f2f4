import type { Protocol } from "../protocol.js";
import {
  clientOf,
  hasRightCheck,
  LARGEST_PAYLOAD,
  sequenceOf,
  writeCheck,
  writePayload,
} from "./soak-payload.js";
import type { SoakWire } from "./soak-wire.js";

/** Sequences whose lower halves differ are told apart by their ids. */
const SLOT_MASK = 0xffff;
/** Far from the ids that the proxy and clients count up. */
const STRANGE = 0x4000_0000n;

/** Any protocol with ids, slower than one of its own. Each client numbers its requests, as clients do. */
export function protocolWire(protocol: Protocol): SoakWire {
  const scratch = Buffer.alloc(LARGEST_PAYLOAD);
  return {
    largest: protocol.request(SLOT_MASK, scratch).length,
    ordered: protocol.plugin.correlation !== "id",
    write(out, at, client, sequence, oneway) {
      const payload = scratch.subarray(0, writePayload(scratch, 0, client, sequence));
      const id = sequence & SLOT_MASK;
      const { request, oneway: build = request } = protocol;
      return at + (oneway ? build(id, payload) : request(id, payload)).copy(out, at);
    },
    each(bytes, onMessage) {
      let at = 0;
      while (at < bytes.length) {
        const size = protocol.sizeOf(bytes, at);
        if (size === 0 || bytes.length - at < size) break;
        onMessage(bytes, at, size);
        at += size;
      }
      return at === bytes.length ? undefined : bytes.subarray(at);
    },
    answer(bytes, at, size) {
      const { kind, id, payload } = protocol.read(bytes.subarray(at, at + size), "server");
      if (kind !== "request") return undefined;
      const checked = Buffer.from(payload);
      writeCheck(checked, 0, checked.length);
      return {
        bytes: protocol.response(id, checked),
        heartbeat: false,
        strange: () => protocol.response(id ^ STRANGE, checked),
      };
    },
    reply(bytes, at, size) {
      const message = protocol.read(bytes.subarray(at, at + size), "client");
      const { error, payload } = message;
      const slot = Number(message.id & BigInt(SLOT_MASK));
      if (error !== undefined) return { slot, error, client: -1, sequence: -1, intact: true };
      return {
        slot,
        error,
        client: clientOf(payload, 0),
        sequence: sequenceOf(payload, 0),
        intact: hasRightCheck(payload, 0, payload.length),
      };
    },
    hasIdOf: (bytes, at, size, sequence) =>
      protocol.read(bytes.subarray(at, at + size), "client").id === BigInt(sequence & SLOT_MASK),
  };
}
