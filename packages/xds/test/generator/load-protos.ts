import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import { FILES } from "./roots.js";

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

const DEPS = join(folderOf("@grpc/grpc-js-xds"), "deps");

/** Where protos are looked for: ours, Envoy's as they come with the gRPC client, and protobuf's own. */
const FOLDERS: readonly string[] = [
  fileURLToPath(new URL("../../proto", import.meta.url)),
  ...["envoy-api", "xds", "googleapis", "protoc-gen-validate"].map((name) => join(DEPS, name)),
  folderOf("protobufjs"), // has google/protobuf/descriptor.proto, which annotations extend
];

/** Everything that the files import, parsed and linked, with field names as `keepCase` says. */
export function loadProtos(keepCase = false): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_, target) =>
    FOLDERS.map((folder) => join(folder, target)).find(existsSync) ?? target;
  root.loadSync([...FILES], { keepCase });
  root.resolveAll();
  return root;
}
