import { addressText, inFormat, json, type Page, text } from "./page.js";

export const listenersPage: Page = {
  path: "/listeners",
  summary: "listeners and their connections",
  parameters: { format: "text (default) or json" },
  render: (source, query) =>
    inFormat(query, {
      text: () =>
        text(
          source
            .listeners()
            .map(
              (listener) =>
                `${listener.name}::${addressText(listener)}::${listener.protocol}::cx_active::${listener.connections}\n`,
            )
            .join(""),
        ),
      json: () => json({ listeners: source.listeners() }),
    }),
};
