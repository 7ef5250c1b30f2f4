/** Of a route that says nothing of it: what a file's routes have, and Envoy's too. */
export const DEFAULT_TIMEOUT_MS = 15_000;
