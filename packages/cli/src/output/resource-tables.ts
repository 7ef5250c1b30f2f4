import type { ResourceView } from "@meltemi/control-plane";
import { shortName } from "../input/kinds.js";
import { formatAge } from "./age.js";
import { groupBy } from "./group-by.js";
import { columnsOf } from "./resource-columns.js";
import { formatTable } from "./table.js";

/**
 * A table for each kind, in the order of the views.
 * @param withNamespaces a column tells the namespace
 * @param now milliseconds since 1970
 */
export function formatResources(
  views: readonly ResourceView[],
  withNamespaces: boolean,
  now: number,
): string {
  const byKind = groupBy(views, ({ kind }) => kind);
  const tables = Array.from(byKind, ([kind, resources]) => {
    const columns = columnsOf(kind);
    const header = ["NAME", ...columns.map(({ header }) => header), "AGE"];
    const rows = resources.map((view) => {
      const { name, creationTimestamp } = view.metadata;
      const cells = columns.map(({ cell }) => cell(view));
      const shown = byKind.size > 1 ? shortName({ kind, name }) : name;
      return [shown, ...cells, formatAge(creationTimestamp, now)];
    });
    if (!withNamespaces) return formatTable(header, rows);
    return formatTable(
      ["NAMESPACE", ...header],
      rows.map((row, index) => [resources[index]?.metadata.namespace ?? "", ...row]),
    );
  });
  return tables.join("\n");
}
