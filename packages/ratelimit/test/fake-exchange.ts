import {
  type AttributeSet,
  type DownstreamInfo,
  type Exchange,
  Message,
  MessageKind,
  Mutation,
  type ProxyError,
} from "@meltemi/core";

export interface RequestFields {
  readonly kind?: MessageKind;
  readonly requestId?: number;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** A decoded request, as a codec would have filled it in. */
export function decodedRequest(fields: RequestFields, attributes: AttributeSet): Message {
  const message = new Message();
  message.reset(fields.kind ?? MessageKind.Request, new Uint8Array(0), 0);
  message.requestIdLow = fields.requestId ?? 0;
  for (const [name, value] of Object.entries(fields.attributes ?? {})) {
    const attribute = attributes.attribute(name);
    if (typeof value === "number") message.setInteger(attribute, value);
    else message.setText(attribute, value);
  }
  return message;
}

/** One exchange, up to the filter's answer. */
export class FakeExchange implements Exchange {
  readonly request: Message;
  readonly startTime: number;
  readonly response: Message | undefined = undefined;
  readonly requestMutation: Mutation = new Mutation();
  readonly responseMutation: Mutation = new Mutation();
  readonly downstream: DownstreamInfo = {
    connectionId: 1,
    listener: "test",
    remoteAddress: "127.0.0.1",
    remotePort: 50_000,
  };
  readonly routeName = "";
  readonly clusterName = "";
  readonly endpointAddress = "";
  error: ProxyError | undefined;

  constructor(request: Message, startTime: number) {
    this.request = request;
    this.startTime = startTime;
  }

  reply(error: ProxyError): void {
    if (this.error !== undefined) throw new Error("the request has been answered before");
    this.error = error;
  }
}
