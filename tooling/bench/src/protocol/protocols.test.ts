import { AttributeSet, DEFAULT_LIMITS, Message, MessageKind, ResponseStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { PROTOCOLS } from "./protocols.js";

describe.for(PROTOCOLS)("the frames of $name", ({ name, codec, match, request, answer }) => {
  test("are a request that the route of the load matches", () => {
    const attributes = new AttributeSet();
    const wanted = Object.entries(match.attributes ?? {}).map(([attribute, { exact }]) => ({
      attribute: attributes.want(attribute),
      exact,
    }));
    const message = decode("request", request.template, attributes);
    expect(message).toMatchObject({ size: request.template.length, kind: MessageKind.Request });
    expect(wanted.map(({ attribute }) => message.text(attribute))).toEqual(
      wanted.map(({ exact }) => exact),
    );
  });

  test("are an answer that reports success", () => {
    const message = decode("response", answer.template, new AttributeSet());
    expect(message).toMatchObject({
      size: answer.template.length,
      kind: MessageKind.Response,
      status: ResponseStatus.Ok,
    });
    expect(answer.sizeOf(answer.template, 0)).toBe(answer.template.length);
  });

  test("carry the id where the layout says, and connection and marker behind it", () => {
    for (const [direction, layout] of [
      ["request", request],
      ["response", answer],
    ] as const) {
      const bytes = layout.template.slice();
      bytes.set([1, 2, 3, 4], layout.idAt);
      expect(decode(direction, bytes, new AttributeSet()).requestIdLow, name).toBe(0x01_02_03_04);
      expect(layout.connectionAt).toBeGreaterThanOrEqual(layout.idAt + 4);
      expect(layout.markerAt).toBeGreaterThanOrEqual(layout.connectionAt + 4);
    }
  });

  function decode(
    direction: "request" | "response",
    bytes: Uint8Array,
    attributes: AttributeSet,
  ): Message {
    const message = new Message();
    const kind = direction === "request" ? MessageKind.Request : MessageKind.Response;
    message.reset(kind, bytes, 0);
    message.size = codec()
      .create({ direction, attributes, limits: DEFAULT_LIMITS })
      .decode(bytes, 0, bytes.length, message);
    return message;
  }
});
