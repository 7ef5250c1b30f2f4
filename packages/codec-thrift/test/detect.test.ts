import { CodecError, Message } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { decode, decodeOne, open } from "./codec.js";
import { DIALECTS, nameOf, thriftMessage } from "./messages.js";
import { uint32 } from "./wire.js";

/** Bytes after which decode refuses, and what it then says. */
function refusal(bytes: Uint8Array): { after: number; text: string } {
  for (let end = 0; end <= bytes.length; end++) {
    try {
      decode(open("request"), bytes.slice(0, end), new Message());
    } catch (error) {
      expect(error).toBeInstanceOf(CodecError);
      return { after: end, text: (error as CodecError).message };
    }
  }
  throw new Error("not refused");
}

describe("what is no Thrift is refused early, by its name", () => {
  test.each([
    ["an HTTP request", "HTTP", 1, Buffer.from("GET / HTTP/1.1\r\n")],
    ["the preface of HTTP/2", "HTTP", 1, Buffer.from("PRI * HTTP/2.0\r\n\r\n")],
    ["an HTTP answer", "HTTP", 1, Buffer.from("HTTP/1.1 200 OK\r\n")],
    ["a short TLS greeting", "TLS", 6, Buffer.from("16030100c8010000c40303", "hex")],
    ["a long TLS greeting", "TLS", 8, Buffer.from("1603010200010001fc0303", "hex")],
    ["Thrift's JSON", "JSON", 1, Buffer.from('[1,"hello",1,0,{}]')],
    [
      "Thrift's JSON in frames",
      "JSON",
      6,
      Buffer.concat([uint32(18), Buffer.from('[1,"hello",1,0,{}]')]),
    ],
    ["Kitex TTHeader", "TTHeader", 6, Buffer.from("000000401000000000000001", "hex")],
  ])("%s", (_, name, after, bytes) => {
    const whole = refusal(bytes.subarray(0, 8));
    expect(whole.after).toBe(after);
    const text = () => decode(open("request"), bytes, new Message());
    if (after < 8) expect(text).toThrow(name);
    else expect(text).toThrow(CodecError);
  });

  test.each([
    ["a negative size", "ffffffff80010001", 1],
    ["a version of binary that is none", "80020001", 2],
    ["a version of compact that is none", "822200", 2],
    ["an empty frame", "0000000080010001", 4],
    ["a frame of 2 GB", "7fffffff80010001", 1],
    ["a frame of control characters", "00000010050500000000", 6],
    ["a name of 1 MB", "00100000414141414141", 6],
    ["a frame smaller than any message", "0000000980010001", 6],
    ["a compact frame smaller than any message", "0000000482210000", 6],
    ["a name longer than its frame", "00000014 80010001 00000014", 12],
    ["a negative name", "00000014 80010001 ffffffff", 12],
    ["a compact name longer than its frame", "00000008 82210508 00000000", 8],
    ["a compact id longer than its frame", "00000005 8221ffffff", 9],
  ])("%s", (_, hex, after) => {
    expect(refusal(Buffer.from(hex.replaceAll(" ", ""), "hex")).after).toBe(after);
  });

  test("the text ends with what to send", () => {
    const bytes = Buffer.from("SSH-2.0-OpenSSH");
    expect(() => decode(open("request"), bytes, new Message())).toThrow(
      "no Thrift message starts with 5353482d322e302d; " +
        "send the binary or compact protocol, framed, unframed or with THeader",
    );
  });
});

test.each(DIALECTS)("$transport $protocol is found out by its first bytes", (dialect) => {
  const { dialect: number } = decodeOne(open("request"), thriftMessage(dialect));
  const transports = ["framed", "unframed", "header"];
  const protocol = dialect.protocol === "compact" ? 1 : 0;
  expect(number).toBe(transports.indexOf(dialect.transport) * 2 + protocol);
});

const pairs = DIALECTS.flatMap((first) => DIALECTS.map((second) => ({ first, second })));
const isBinary = (protocol: string) => protocol !== "compact";

test.each(
  pairs.map(({ first, second }) => ({
    first,
    second,
    allowed:
      first.transport === second.transport &&
      isBinary(first.protocol) === isBinary(second.protocol),
    what: `${nameOf(second)} after ${nameOf(first)}`,
  })),
)("$what is accepted: $allowed", ({ first, second, allowed }) => {
  const client = open("request");
  decodeOne(client, thriftMessage(first));
  const bytes = thriftMessage(second, { sequenceId: 1 });
  if (allowed) {
    expect(decodeOne(client, bytes).size).toBe(bytes.length);
    return;
  }
  const refused = expect(() => decodeOne(client, bytes));
  refused.toThrow(/^Thrift: \w+ \w+ after \w+ \w+; keep to one per connection$/);
});

test("an answer in another dialect than the one before is read: npm's server slips so", () => {
  const server = open("response");
  for (const transport of ["header", "unframed", "header", "framed"] as const) {
    const bytes = thriftMessage({ transport, protocol: "binary" }, { type: "reply" });
    expect(decodeOne(server, bytes).size).toBe(bytes.length);
  }
});
