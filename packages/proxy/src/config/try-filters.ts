import type { Finding } from "@meltemi/api";
import { AttributeSet, type ConfigError, type FilterContext } from "@meltemi/core";
import type { PluginRegistry } from "../plugins/registry.js";
import { compileMatch } from "../route/matcher.js";
import type { ProxyConfig } from "./config.js";

const nothing = (): void => {};

/**
 * Makes every filter once and closes it, since only a filter knows all that can be wrong with its
 * configuration. So a bad one is refused with its line before anything of the proxy changes.
 */
export function tryFilters(config: ProxyConfig, registry: PluginRegistry): Finding[] {
  return config.listeners.flatMap((listener, listenerIndex) =>
    listener.filters.flatMap(({ name, config: filterConfig }, filterIndex) => {
      try {
        const filter = registry.filter(name)?.create(filterConfig, trialContext());
        const closed: unknown = filter?.close?.();
        // Nobody waits for it, but a rejection that nobody hears would end the process.
        if (closed instanceof Promise) closed.catch(nothing);
        return [];
      } catch (error) {
        const path = ["listeners", listenerIndex, "filters", filterIndex, "config"];
        if (error instanceof Error && error.name === "ConfigError" && "path" in error) {
          const { path: inside, message } = error as ConfigError;
          return [{ path: [...path, ...inside], message }];
        }
        return [{ path, message: `filter "${name}" cannot be made: ${String(error)}` }];
      }
    }),
  );
}

function trialContext(): FilterContext {
  const requests = new AttributeSet();
  const responses = new AttributeSet();
  return {
    clock: { now: () => performance.now() },
    stats: {
      counter: () => ({ inc: nothing, add: nothing }),
      gauge: () => ({ inc: nothing, dec: nothing, set: nothing }),
    },
    requestAttribute: (name) => requests.want(name),
    responseAttribute: (name) => responses.want(name),
    requestMatcher: (match) => compileMatch(match, requests),
    cluster: () => ({ pick: () => undefined }),
  };
}
