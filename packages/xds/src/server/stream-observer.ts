import type { Node } from "../node.js";

/** One open stream of one client. */
export interface StreamInfo {
  /** Unlike that of any other stream of this server. */
  readonly id: number;
  readonly node: Node;
  /** Address and port of the client. */
  readonly peer: string;
  readonly protocol: "sotw" | "delta";
  /** Full name of the gRPC service. */
  readonly service: string;
}

/** Is told what happens on the streams of a server. Errors it throws end the stream. */
export interface StreamObserver {
  /** The stream has told its node. */
  onStream?(stream: StreamInfo): void;
  /** A response was handed to the transport. `count`: resources and removals in it. */
  onSent?(stream: StreamInfo, typeUrl: string, version: string, count: number): void;
  onAck?(stream: StreamInfo, typeUrl: string, version: string): void;
  /** The client refused that version; it is not sent again to this stream until something changes. */
  onNack?(stream: StreamInfo, typeUrl: string, version: string, message: string): void;
  /** Only for streams that `onStream` was called for. */
  onClose?(stream: StreamInfo): void;
}
