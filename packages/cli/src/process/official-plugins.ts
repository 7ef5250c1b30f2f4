import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const OFFICIAL = {
  codecs: ["@meltemi/codec-dubbo", "@meltemi/codec-thrift", "@meltemi/codec-qza"],
  filters: ["@meltemi/ratelimit"],
} as const;

/**
 * The official packages that are installed for the configuration's file, for the working directory, or
 * beside the command: the paths of their modules.
 */
export function officialPlugins(
  list: keyof typeof OFFICIAL,
  file: string | undefined,
): readonly string[] {
  const folders = [
    ...(file === undefined ? [] : [dirname(resolve(file))]),
    process.cwd(),
    import.meta.dirname,
  ];
  const requires = folders.map((folder) => createRequire(join(folder, "any.js")));
  return OFFICIAL[list].flatMap((name) => {
    for (const { resolve: locate } of requires) {
      try {
        return [locate(name)];
      } catch {
        // Not installed there.
      }
    }
    return [];
  });
}
