/** Why a plugin cannot be used. The reference of error codes says what to do about each. */
export const PluginErrorCode = {
  NotFound: "E_PLUGIN_NOT_FOUND",
  NotLoaded: "E_PLUGIN_NOT_LOADED",
  NoPlugins: "E_PLUGIN_NO_PLUGINS",
  NotAnObject: "E_PLUGIN_NOT_AN_OBJECT",
  Kind: "E_PLUGIN_KIND",
  Contract: "E_PLUGIN_CONTRACT",
  Field: "E_PLUGIN_FIELD",
  Schema: "E_PLUGIN_SCHEMA",
  Duplicate: "E_PLUGIN_DUPLICATE",
} as const;
export type PluginErrorCode = (typeof PluginErrorCode)[keyof typeof PluginErrorCode];

/** A plugin was refused. The message says which, why and what to do. */
export class PluginError extends Error {
  override readonly name = "PluginError";
  readonly code: PluginErrorCode;

  constructor(code: PluginErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
