/** The number in one of protobuf's wrappers. Without a value it says 0; only where it is not there is it not set. */
export function wrapped(
  wrapper: { readonly value?: number | undefined } | undefined,
  fallback: number,
): number {
  return wrapper === undefined ? fallback : (wrapper.value ?? 0);
}
