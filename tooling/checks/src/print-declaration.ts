import ts from "typescript";

/** True for a member that users of the class cannot name. */
export function isPrivate(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
}

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** The declaration without comments and private members, indented by two. */
export function printDeclaration(node: ts.Node): string {
  const { transformed } = ts.transform(node, [withoutPrivate]);
  const text = printer.printNode(
    ts.EmitHint.Unspecified,
    transformed[0] ?? node,
    node.getSourceFile(),
  );
  return text
    .replace(/^export declare /, "export ")
    .replaceAll(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
}

const withoutPrivate: ts.TransformerFactory<ts.Node> = (context) => (root) =>
  ts.isClassDeclaration(root)
    ? context.factory.updateClassDeclaration(
        root,
        root.modifiers,
        root.name,
        root.typeParameters,
        root.heritageClauses,
        root.members.filter((member) => !isPrivate(member)),
      )
    : root;
