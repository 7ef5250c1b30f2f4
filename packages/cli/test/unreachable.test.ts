import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { finished } from "./command.js";

/** A server that is no control plane. */
async function serverThatAnswers(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a control plane that cannot be reached is exit code 3, and the message says what to do", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");

  expect(await finished(["get", "mr", "--server", `http://127.0.0.1:${port}`])).toEqual({
    exit: 3,
    out: "",
    error:
      `http://127.0.0.1:${port} cannot be reached (ECONNREFUSED); start one with ` +
      '"meltemi control-plane --config FOLDER", or name another with --server or MELTEMI_SERVER\n',
  });
});

test.each([
  { status: 500, body: '{"error": "disk full"}', error: /answered 500: disk full\n$/ },
  { status: 404, body: "<html>", error: /answered 404: <html>; start one/ },
  { status: 200, body: "<html>", error: /did not answer with JSON; start one/ },
])("an answer of $status with $body is exit code 3", async ({ status, body, error }) => {
  const server = await serverThatAnswers(status, body);
  const command = await finished(["get", "mr", "orders"], {
    environment: { MELTEMI_SERVER: server },
  });

  expect(command).toMatchObject({ exit: 3, out: "", error: expect.stringMatching(error) });
});

test("an admin server that is none is exit code 3", async () => {
  const server = await serverThatAnswers(404, "{}");

  expect(await finished(["config-dump", "--admin", server])).toMatchObject({
    exit: 3,
    error: `${server} is not the admin server of a proxy; see the line "admin on" that the proxy printed\n`,
  });
});
