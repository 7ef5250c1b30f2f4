/** Begins every generated file. */
export const HEADER: string = `// Written by \`pnpm --filter @meltemi/xds generate\` from the protos that NOTICE names. Do not edit.
`;
