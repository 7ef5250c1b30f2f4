import { readFileSync } from "node:fs";
import { AttributeSet, ByteWriter, DEFAULT_LIMITS, Message, MessageKind } from "@meltemi/core";
import { expect, test } from "vitest";
import { line, plugins } from "./line-codec.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const index = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");

test("the example of the README is the code that is tested here", () => {
  const file = readFileSync(new URL("line-codec.ts", import.meta.url), "utf8");
  const region = file.replace("// #region codec\n", "").replace("// #endregion\n", "");
  expect(readme).toContain(`\`\`\`ts\n${region}\`\`\``);
});

test("the example reads lines, sees their command, and answers an error in its own words", () => {
  const attributes = new AttributeSet();
  const command = attributes.want("command");
  const codec = line().create({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  const bytes = new TextEncoder().encode("GET a b\nPUT");
  const message = new Message();
  message.reset(MessageKind.Request, bytes, 0);

  expect(codec.decode(bytes, 0, bytes.length, message)).toBe(8);
  expect(message.text(command)).toBe("GET");
  expect(codec.decode(bytes, 8, bytes.length, message)).toBe(0);

  const out = new ByteWriter();
  codec.onError(message, { kind: "timeout", source: "proxy", retriable: false, text: "" }, out);
  expect(new TextDecoder().decode(out.bytes.subarray(0, out.length))).toBe("ERROR timeout\n");
  expect(plugins).toHaveLength(1);
});

test("the README names every export", () => {
  const names = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== ""),
  );
  // The integers of bytes.ts stand there as one: "readUint16 and its kin".
  const unnamed = names.filter(
    (name) => !/^(read|write)U?[Ii]nt\d\d$/.test(name) && !readme.includes(`\`${name}\``),
  );
  expect(unnamed).toEqual([]);
});
