import { ByteWriter } from "@meltemi/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { OrderedReplies } from "./ordered-replies.js";

function content(writer: ByteWriter): string {
  return Buffer.from(writer.bytes.subarray(0, writer.length)).toString();
}

function reply(replies: OrderedReplies, sequence: number, text: string): void {
  replies.writer(sequence).utf8(text);
  replies.done(sequence);
}

test("an answer that is early waits for those before it", () => {
  const output = new ByteWriter();
  const replies = new OrderedReplies(output);
  const [first, second, third] = [replies.begin(), replies.begin(), replies.begin()];
  reply(replies, third, "c");
  reply(replies, second, "b");
  expect(content(output)).toBe("");
  expect(replies.heldBytes).toBe(2);
  reply(replies, first, "a");
  expect(content(output)).toBe("abc");
  expect(replies.heldBytes).toBe(0);
});

test("an answer in its turn is written straight to the output", () => {
  const output = new ByteWriter();
  const replies = new OrderedReplies(output);
  expect(replies.writer(replies.begin())).toBe(output);
});

test("whatever the order of completion, the answers leave in the order of the requests", () => {
  // Each number is a choice: begin another request, or answer one of those that wait.
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), fc.array(fc.nat(3)), (choices, sizes) => {
      const output = new ByteWriter();
      const replies = new OrderedReplies(output);
      const texts: string[] = [];
      const waiting: number[] = [];
      const answered = new Set<number>();
      const answer = (sequence: number): void => {
        waiting.splice(waiting.indexOf(sequence), 1);
        answered.add(sequence);
        reply(replies, sequence, texts[sequence] as string);
        let due = 0;
        while (answered.has(due)) due++;
        expect(content(output)).toBe(texts.slice(0, due).join(""));
        const held = texts.filter((_, at) => at >= due && answered.has(at)).join("");
        expect(replies.heldBytes).toBe(held.length);
      };
      for (const choice of choices) {
        if (choice % 3 === 0 || waiting.length === 0) {
          const sequence = replies.begin();
          expect(sequence).toBe(texts.length);
          // Some answers are empty: a request may get none.
          texts.push(`${sequence};`.repeat(sizes[sequence % (sizes.length || 1)] ?? 1));
          waiting.push(sequence);
        } else {
          answer(waiting[choice % waiting.length] as number);
        }
      }
      while (waiting.length > 0) answer(waiting.at(-1) as number);
      expect(content(output)).toBe(texts.join(""));
    }),
  );
});

test("an answer that could not be written is replaced by the next try", () => {
  const output = new ByteWriter();
  const replies = new OrderedReplies(output);
  const [first, second] = [replies.begin(), replies.begin()];
  replies.writer(second).utf8("half of an ans");
  reply(replies, second, "error");
  reply(replies, first, "a-");
  expect(content(output)).toBe("a-error");
});
