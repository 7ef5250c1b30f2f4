import { expect, test } from "vitest";
import { isLoopbackHost } from "./host-guard.js";

test.each([
  "localhost",
  "LocalHost:9901",
  "127.0.0.1",
  "127.0.0.1:80",
  "127.8.8.8",
  "[::1]",
  "[::1]:1",
])("%s is the machine itself", (host) => expect(isLoopbackHost(host)).toBe(true));

test.each([
  "",
  "evil.example",
  "evil.example:9901",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "127.0.0.1:80:80.evil",
  "[::2]",
  "[127.0.0.1]",
  "10.0.0.1",
])("'%s' is another", (host) => expect(isLoopbackHost(host)).toBe(false));
