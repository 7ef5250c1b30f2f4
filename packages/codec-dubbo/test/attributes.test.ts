import {
  ByteWriter,
  DEFAULT_LIMITS,
  type Message,
  MessageKind,
  Mutation,
  ResponseStatus,
} from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { dubbo } from "../src/index.js";
import { decodeOne, mutate, type OpenCodec, open, openWanting, textsOf } from "./codec.js";
import { answer, call, frame, SERVICE } from "./frames.js";
import { bytes, chunkedString, hex, int, map, NULL, string } from "./hessian.js";
import { readResponse } from "./oracle.js";

test("a business exception reaches the consumer as the provider threw it, and counts as one", () => {
  const exception = bytes(0x43, string("a.NoSuchOrder"), hex("91 01 6d 60"), string("no order 7"));
  for (const message of [
    answer(7n, hex("90"), exception),
    answer(7n, hex("93"), exception, map({ dubbo: "2.0.2" })),
    answer(7n, int(3), exception, map({})),
  ]) {
    const decoded = decodeOne(open("response"), message);
    expect(decoded).toMatchObject({ kind: MessageKind.Error, status: ResponseStatus.Error });
    expect(decoded.size).toBe(message.length);
  }
});

test("a failure of the provider's Dubbo is no exception of its application, whatever its status", () => {
  for (let status = 0; status < 256; status++) {
    const failure = frame({ flags: 0x02, status, body: string("went wrong") });
    const decoded = decodeOne(open("response"), failure);
    expect(decoded.kind).toBe(MessageKind.Response);
    expect(decoded.status).toBe(status === 20 ? ResponseStatus.Ok : ResponseStatus.Error);
  }
});

test("a result of any type passes, with or without attachments", () => {
  for (const value of ["e1", "5b", "7a 91 92", "48 5a", "54", "23 010203", "4e"]) {
    const opened = open("response", "foo");
    expect(textsOf(opened, answer(1n, hex(`91 ${value}`)))).not.toHaveProperty("foo");
    const full = answer(1n, hex(`94 ${value}`), map({ foo: "bar" }));
    expect(textsOf(opened, full)).toMatchObject({ foo: "bar" });
  }
});

describe("a route sees", () => {
  const textOf = (name: string, message: Uint8Array): string | undefined =>
    textsOf(openWanting("request", name), message)[name];

  test("the interface of the request, not an attachment of that name", () => {
    const message = call({ attachments: map({ interface: "other", method: "m", version: "9" }) });
    expect(textOf("interface", message)).toBe(SERVICE);
    expect(textOf("method", message)).toBe("sayHello");
    expect(textOf("version", message)).toBe("1.0.0");
  });

  test("the path that the server goes by: the attachment, or else the interface", () => {
    expect(textOf("path", call({ attachments: map({ path: "a/b" }) }))).toBe("a/b");
    expect(textOf("path", call({}))).toBe(SERVICE);
    expect(textOf("path", call({ types: "I", arguments: hex("40") }))).toBe(SERVICE);
  });

  test("attachments behind arguments of every kind", () => {
    const values = hex(
      "4e 7a 01 61 90 52 0001 62 00 43 01 41 91 01 66 60 48 5a 41 0001 ff 20 5f 00000001",
    );
    const types = "Ljava/lang/Object;[Ljava/lang/Object;Ljava/lang/String;La/A;[BD";
    const message = call({ types, arguments: values, attachments: map({ foo: "bar" }) });
    expect(textOf("foo", message)).toBe("bar");
  });

  test("an attachment whatever the case of its name", () => {
    const message = call({ attachments: map({ "User-ID": "7", "[x]": "1" }) });
    expect(textOf("user-id", message)).toBe("7");
    expect(textOf("{x}", message)).toBeUndefined();
  });

  test("the last of several attachments of one name, as the server does", () => {
    const twice = bytes(0x48, ...["foo", "1", "FOO", "2", "foo", "3"].map(string), 0x5a);
    expect(textOf("foo", call({ attachments: twice }))).toBe("3");
  });

  test.each([31, 32, 255, 256, 511, 512, 1023, 1024, 32_768, 65_535])(
    "an attachment of %d characters, and the one behind it",
    (length) => {
      const foo = "x".repeat(length);
      const texts = textsOf(
        openWanting("request", "foo", "bar"),
        call({ attachments: map({ foo, bar: "1" }) }),
      );
      expect(texts).toEqual({ foo, bar: "1" });
    },
  );

  test("an attachment with its name or text in chunks, or in other letters", () => {
    const attachments = bytes(
      0x48,
      chunkedString("chunked", 2),
      chunkedString("yes, in chunks", 5),
      string("GRÖSSE"),
      string("groß"),
      0x5a,
    );
    expect(textOf("chunked", call({ attachments }))).toBe("yes, in chunks");
    expect(textOf("größe", call({ attachments }))).toBeUndefined();
    expect(textOf("grösse", call({ attachments }))).toBe("groß");
  });

  test.each([
    ["as Java writes it", "02 ed a0 bd ed b8 80"],
    ["as other languages write it", "02 f0 9f 98 80"],
  ])("a smile, %s", (_name, value) => {
    const attachments = bytes(0x48, string("foo"), hex(value), 0x5a);
    expect(textOf("foo", call({ attachments }))).toBe("😀");
  });

  test.each([
    ["an overlong letter", "01 c1 a1", "a"],
    ["an overlong letter of three bytes", "01 e0 81 a1", "a"],
    ["half a surrogate pair", "01 ed a0 bd", "\ud83d"],
    ["a character without its continuation", "02 c3 61 62", "áb"],
    ["a byte order mark", "02 ef bb bf 61", "\ufeffa"],
  ])("in %s what the server sees, so that nobody slips by a rule", (_name, value, text) => {
    const attachments = bytes(0x48, string("foo"), hex(value), 0x5a);
    expect(textOf("foo", call({ attachments }))).toBe(text);
    const named = bytes(0x48, hex(value), string("found"), 0x5a);
    expect(textOf(text, call({ attachments: named }))).toBe("found");
  });

  test("nothing where the value is null or no text", () => {
    for (const value of [NULL, int(7), hex("54"), hex("79 01 61"), hex("48 5a")]) {
      const attachments = bytes(0x48, string("foo"), value, string("group"), string("blue"), 0x5a);
      expect(textOf("foo", call({ attachments }))).toBeUndefined();
      expect(textOf("group", call({ attachments }))).toBe("blue");
    }
    expect(textOf("version", call({ version: NULL }))).toBeUndefined();
  });

  test("what can be read of a body that breaks off", () => {
    const whole = call({ attachments: map({ foo: "1", group: "blue" }) });
    const torn = frame({ body: whole.slice(16, -8) });
    expect(textOf("foo", torn)).toBe("1");
    expect(textOf("group", torn)).toBeUndefined();
    expect(textOf("method", torn)).toBe("sayHello");
  });

  test.each(["X", "L", "Ljava/lang/String", "[", "I;"])(
    "no attachments behind parameters %s",
    (types) => {
      for (const values of [bytes(), hex("90")]) {
        const message = call({ types, arguments: values, attachments: map({ foo: "bar" }) });
        expect(textOf("foo", message)).toBeUndefined();
      }
    },
  );
});

describe("an attachment for the consumer", () => {
  const value = answer(1n, hex("91"), string("hello"));

  test.each([
    ["2.0.2", true],
    ["2.0.9", true],
    ["2.0.2-SNAPSHOT", true],
    ["2.6.3", true],
    ["2.7.23", true],
    ["3.3.6", true],
    ["2.0.1", false],
    ["2.0.10", false],
    ["2.5.3.6", false],
    ["2.6.2", false],
    ["2.8.4", false],
    ["2.0", false],
    ["1.0.0", false],
    ["", false],
    ["dubbo", false],
  ])("of protocol version %j is written: %j", (version, written) => {
    const request = call({ dubbo: string(version) });
    const mutated = mutate("response", value, { foo: "bar" }, request);
    expect(mutated.refused).toBe(written ? 0 : 1);
    expect(readResponse(mutated.bytes)).toEqual({
      type: written ? 4 : 1,
      value: "hello",
      attachments: written ? new Map([["foo", "bar"]]) : undefined,
    });
  });

  test.each([
    ["without a version", call({ dubbo: NULL })],
    ["in another serialization", frame({ flags: 0xd7, body: hex("00000006 4e322e302e32") })],
    ["without a body", frame({ body: bytes() })],
  ])("that asked %s is not written", (_name, request) => {
    expect(mutate("response", value, { foo: "bar" }, request)).toEqual({
      bytes: value,
      refused: 1,
    });
  });

  test("is announced in the result type, of an exception and of null as well", () => {
    const request = call({});
    for (const [type, result] of [
      [0, string("exception")],
      [2, bytes()],
    ] as const) {
      const { bytes: mutated } = mutate(
        "response",
        answer(1n, int(type), result),
        { foo: "" },
        request,
      );
      expect(readResponse(mutated)).toMatchObject({
        type: type + 3,
        attachments: new Map([["foo", ""]]),
      });
    }
  });

  test("comes before whatever a response has behind its value", () => {
    const odd = answer(1n, hex("91"), string("hello"), map({ foo: "odd" }));
    const even = answer(1n, hex("94"), string("hello"), map({ foo: "bar" }), map({ foo: "odd" }));
    expect(mutate("response", odd, { foo: "bar" }, call({}))).toEqual({ bytes: even, refused: 0 });
  });

  test("that is only removed leaves a response without attachments as it is", () => {
    const mutated = mutate("response", value, { foo: undefined }, call({}));
    expect(mutated).toEqual({ bytes: value, refused: 0 });
  });

  test("is not written into what is no result", () => {
    for (const message of [
      frame({ flags: 0x02, status: 80, body: string("went wrong") }),
      frame({ flags: 0x22, status: 20, body: NULL }),
      frame({ flags: 0x17, status: 20, body: hex("00000002bd01") }),
      answer(1n, hex("96")),
      answer(1n),
      call({}),
    ]) {
      const mutated = mutate("response", message, { foo: "bar" }, call({}));
      expect(mutated).toEqual({ bytes: message, refused: 1 });
    }
  });
});

test.each([
  ["no attachments", bytes()],
  ["null for attachments", NULL],
  ["an empty map", map({})],
])("a request with %s gets a map", (_name, attachments) => {
  const mutated = mutate("request", call({ attachments }), { foo: "1", bar: undefined });
  expect(mutated).toEqual({ bytes: call({ attachments: map({ foo: "1" }) }), refused: 0 });
});

test("the classes of one message are not those of the next, on whichever connection it comes", () => {
  const object = (fields: number): Uint8Array => {
    const names = Array.from({ length: fields }, (_, i) => string(`f${i}`));
    return bytes(0x43, string("C"), int(fields), ...names, 0x60, Array(fields).fill(0x90));
  };
  const plugin = dubbo();
  const sides = [
    openWanting("request", "foo"),
    openWanting("response", "foo"),
    openWanting("request"),
    openWanting("response"),
  ];
  const shared = sides.map((side) => {
    const { attributes, direction } = side;
    return { ...side, codec: plugin.create({ direction, attributes, limits: DEFAULT_LIMITS }) };
  });
  const waiting: { readonly side: OpenCodec; readonly message: Message }[] = [];
  for (let fields = 0; fields < 20; fields++) {
    const side = shared[fields % shared.length] as OpenCodec;
    const value = object(fields);
    const attachments = map({ foo: `${fields}` });
    const message =
      side.direction === "request"
        ? call({ types: "LC;", arguments: value, attachments })
        : answer(1n, hex("94"), value, attachments);
    const seen = fields % shared.length < 2 ? `${fields}` : undefined;
    expect(textsOf(side, message)["foo"]).toBe(seen);
    waiting.push({ side, message: decodeOne(side, message) });
  }
  // Filters may take their time: other messages have been decoded since.
  const mutation = new Mutation();
  mutation.set("foo", "changed");
  for (const { side, message } of waiting) {
    expect(side.codec.encode(message, mutation, new ByteWriter())).toBe(0);
  }
});

describe("attachments that cannot be changed soundly are left alone", () => {
  test.each([
    ["a reference to an argument", bytes(hex("51 90"))],
    ["a list", hex("78")],
    ["a map that breaks off", bytes(0x48, string("foo"), string("1"))],
    ["a map whose value cannot be read", bytes(0x48, string("foo"), 0x40, 0x5a)],
    ["a typed map whose type cannot be read", hex("4d 4e 5a")],
  ])("%s", (_name, attachments) => {
    const message = call({ types: "La;", arguments: hex("48 5a"), attachments });
    const mutated = mutate("request", message, { foo: "2", bar: undefined });
    expect(mutated).toEqual({ bytes: message, refused: 2 });
  });

  test("a value that others may refer to stays, and the rest changes", () => {
    const objects = bytes(0x48, string("a"), hex("48 5a"), string("b"), hex("51 91"), 0x5a);
    const mutated = mutate("request", call({ attachments: objects }), { a: "1", b: "2", c: "3" });
    const after = bytes(objects.slice(0, -1), string("c"), string("3"), 0x5a);
    expect(mutated).toEqual({ bytes: call({ attachments: after }), refused: 2 });
  });

  test("every entry of one name is changed, so that the first and the last reader agree", () => {
    const twice = bytes(0x48, ...["foo", "1", "Foo", "2", "foo", "3"].map(string), 0x5a);
    const changed = bytes(0x48, ...["foo", "x", "Foo", "2", "foo", "x"].map(string), 0x5a);
    const message = call({ attachments: twice });
    expect(mutate("request", message, { foo: "x" }).bytes).toEqual(call({ attachments: changed }));
    expect(mutate("request", message, { foo: undefined }).bytes).toEqual(
      call({ attachments: map({ Foo: "2" }) }),
    );
  });

  test("20 000 of them, but not 10 000", () => {
    const many = (count: number): Uint8Array => {
      const entries = Array.from({ length: count }, (_, i) => [string(`${i}`), NULL]).flat();
      return call({ attachments: bytes(0x48, ...entries, 0x5a) });
    };
    expect(mutate("request", many(20_000), { foo: "1" })).toEqual({
      bytes: many(20_000),
      refused: 1,
    });
    expect(mutate("request", many(10_000), { foo: "1" }).refused).toBe(0);
  });

  test("an event has none, whatever its body is like", () => {
    for (const event of [frame({ flags: 0xe2, body: NULL }), call({ flags: 0xe2 })]) {
      expect(mutate("request", event, { foo: "1" })).toEqual({ bytes: event, refused: 1 });
    }
  });
});
