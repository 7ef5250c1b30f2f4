import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { isPrivate, printDeclaration } from "./print-declaration.js";
import type { ExportTarget, WorkspacePackage } from "./workspace.js";

/**
 * The report of each package, by folder: every exported name with its declarations, without comments
 * and private members, in order of name; then the types that those mention without being exported,
 * because a change of one of them changes the contract too. Packages without dist are left out.
 */
export function describeApi(
  root: string,
  packages: readonly WorkspacePackage[],
): Map<string, string> {
  const entries = packages.map((one) => ({ one, files: entryFiles(root, one) }));
  const program = ts.createProgram({
    rootNames: entries
      .flatMap(({ files }) => [...files.values()])
      .filter((file) => existsSync(file)),
    options: {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      noLib: true, // nothing is checked, only printed
      types: [],
      noEmit: true,
    },
  });
  const reports = new Map<string, string>();
  for (const { one, files } of entries) {
    const sections: string[] = [];
    for (const [subpath, file] of files) {
      const source = program.getSourceFile(file);
      if (source === undefined) continue;
      sections.push(...entrySection(program, source, join(root, one.folder), subpath));
    }
    if (sections.length > 0) reports.set(one.folder, title(one) + sections.join("\n"));
  }
  return reports;
}

function title({ manifest }: WorkspacePackage): string {
  return `# API of ${manifest.name}\n\nWritten by \`pnpm api:update\`; a difference in review is a change of the contract.\n`;
}

/** The declaration file of every public subpath: "." to ".../dist/index.d.ts". */
function entryFiles(root: string, { folder, manifest }: WorkspacePackage): Map<string, string> {
  const files = new Map<string, string>();
  for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
    const types = declarationsOf(target);
    if (types !== undefined) files.set(subpath, join(root, folder, types));
  }
  return files;
}

function declarationsOf(target: ExportTarget): string | undefined {
  return typeof target === "string" ? undefined : target["types"];
}

function entrySection(
  program: ts.Program,
  source: ts.SourceFile,
  folder: string,
  subpath: string,
): string[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const isOwn = (node: ts.Node): boolean =>
    !relative(folder, node.getSourceFile().fileName).startsWith("..");

  const seen = new Set<ts.Symbol>();
  const blocks = exported
    .map((symbol) => ({ name: symbol.name, target: resolveAlias(checker, symbol) }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, target }) => {
      seen.add(target);
      return { name, target, nodes: (target.declarations ?? []).map(statementOf) };
    });
  const lines = ["", `## ${subpath === "." ? "Exports" : `Exports of ${subpath}`}`];
  const pending: ts.Node[] = [];
  for (const { name, nodes } of blocks) {
    const own = nodes.filter(isOwn);
    pending.push(...own);
    lines.push(...block(name, own.length > 0 ? own.map(printDeclaration) : [foreign(name, nodes)]));
  }

  const hidden: { name: string; text: string[] }[] = [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const symbol of mentioned(checker, node)) {
      const nodes = (symbol.declarations ?? []).filter(isTopLevel).filter(isOwn).map(statementOf);
      if (seen.has(symbol) || nodes.length === 0) continue;
      seen.add(symbol);
      pending.push(...nodes);
      hidden.push({ name: symbol.name, text: nodes.map(printDeclaration) });
    }
  }
  if (hidden.length > 0) {
    lines.push("", "## Mentioned but not exported");
    hidden.sort((a, b) => compare(a.name, b.name));
    for (const { name, text } of hidden) lines.push(...block(name, text));
  }
  return [...lines, ""];
}

function block(name: string, text: readonly string[]): string[] {
  return ["", `### ${name}`, "", "```ts", ...text, "```"];
}

function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A name that another package declares is only named: that package has a report of its own. */
function foreign(name: string, nodes: readonly ts.Node[]): string {
  const file = nodes[0]?.getSourceFile().fileName ?? "";
  const from = /(?:packages|node_modules)\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(
    file,
  )?.[1];
  return `export { ${name} } from ${JSON.stringify(from ?? "elsewhere")};`;
}

/** The statement that holds a declaration: a variable's is two levels up. */
function statementOf(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function isTopLevel(node: ts.Node): boolean {
  return ts.isSourceFile(statementOf(node).parent);
}

function mentioned(checker: ts.TypeChecker, node: ts.Node): Set<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (child: ts.Node): void => {
    if (isPrivate(child)) return;
    if (ts.isIdentifier(child)) {
      const symbol = checker.getSymbolAtLocation(child);
      if (symbol !== undefined) found.add(resolveAlias(checker, symbol));
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
