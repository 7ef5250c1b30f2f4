import { expect, test } from "vitest";
import { finished } from "./command.js";

test("help shows the commands, examples, exit codes and where to read on", async () => {
  const { exit, out } = await finished(["--help"]);

  expect(exit).toBe(0);
  for (const part of ["Examples:", "Exit codes:", "docs/reference/config.md"]) {
    expect(out).toContain(part);
  }
  const commands = out.matchAll(/^ {2}([a-z-]+) .*\[options\]|^ {2}([a-z-]+) \[options\]/gm);
  expect(Array.from(commands, ([, first, second]) => first ?? second)).toEqual([
    "run",
    "control-plane",
    "proxy",
    "validate",
    "apply",
    "delete",
    "get",
    "describe",
    "explain",
    "proxy-status",
    "config-dump",
  ]);
});

test.each([
  "run",
  "control-plane",
  "proxy",
  "validate",
  "apply",
  "delete",
  "get",
  "describe",
  "explain",
  "proxy-status",
  "config-dump",
])("the help of %s has an example of it", async (name) => {
  const { exit, out } = await finished([name, "--help"]);

  expect(exit).toBe(0);
  expect(out).toMatch(new RegExp(`Examples:\\n.*meltemi ${name}\\b`));
});

test("the version is the package's", async () => {
  expect(await finished(["--version"])).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test.each([
  { args: [], error: /Usage: meltemi/ },
  { args: ["prxy"], error: /unknown command 'prxy'.*Did you mean proxy\?/s },
  { args: ["proxy"], error: /give a file with -c, or a control plane with --xds/ },
  { args: ["proxy", "--label", "app"], error: /'app' is invalid.* Write name=value\./ },
  ...["127.0.0.1", "127.0.0.1:abc", "127.0.0.1:0", "a:65536", "::1:1", "http://a:1"].map((xds) => ({
    args: ["proxy", "--xds", xds],
    error: /'--xds .*Write HOST:PORT, such as 127\.0\.0\.1:15010\./,
  })),
  { args: ["run", "a", "--outbound", "localhost"], error: /Write vip, none, or an IP address/ },
  { args: ["run", "a", "--ip", "foo"], error: /'foo' is invalid.*Write an IP address, such as/ },
  ...["8091", "foo=127.0.0.1:9001", "8091=9001", "0=127.0.0.1:1", "1=a:2"].map((inbound) => ({
    args: ["run", "a", "--inbound", inbound],
    error: /Write PORT=ADDRESS:PORT, such as 8091=127\.0\.0\.1:9001\./,
  })),
  {
    args: ["apply", "a.yaml", "b.yaml"],
    error: /^give files with -f: meltemi apply -f a\.yaml -f b\.yaml$/m,
  },
  { args: ["delete", "a/b.yaml"], error: /^give files with -f: meltemi delete -f a\/b\.yaml$/m },
  { args: ["proxy", "-c", "a", "--admin-port", "65536"], error: /Give a port from 1 to 65535/ },
  { args: ["validate"], error: /missing required argument 'file'/ },
  { args: ["validate", "a", "-o", "xml"], error: /Allowed choices are text, json/ },
  { args: ["control-plane"], error: /required option '--config <folder>' not specified/ },
  {
    args: ["control-plane", "--config", ".", "--tls-cert", "a"],
    error: /both --tls-cert and --tls-key/,
  },
  { args: ["apply"], error: /give files or folders with -f/ },
  { args: ["delete"], error: /name what to delete: KIND NAME, or a file with -f/ },
  { args: ["delete", "mr", "a", "-f", "b"], error: /and not both/ },
  { args: ["delete", "mr"], error: /the name of the resource is missing; write KIND NAME/ },
  {
    args: ["get", "metaruoters"],
    error: /"metaruoters" is not a kind .*did you mean "metarouters"\?/,
  },
  { args: ["get", "mr,se", "a"], error: /names go with one kind, not with "mr,se"/ },
  { args: ["get", "mr/a/b"], error: /"mr\/a\/b" is not a resource; write KIND\/NAME/ },
  {
    args: ["get", "mr", "--server", "localhost:1"],
    error: /is not the address of a server; write it like/,
  },
  { args: ["config-dump"], error: /name a proxy, or its admin server with --admin URL/ },
  { args: ["config-dump", "a", "--admin", "http://b"], error: /not both/ },
])("the command line $args is refused with exit code 2", async ({ args, error }) => {
  const command = await finished(args);

  expect(command).toMatchObject({ exit: 2, out: "", error: expect.stringMatching(error) });
});
