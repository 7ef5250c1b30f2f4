/** A codec whose messages are single bytes, as a package of a user's. */
export const BYTE_CODEC = `
const codec = {
  contract: 1,
  kind: "codec",
  protocol: "byte",
  correlation: "order",
  attributes: [],
  errorReplies: {},
  create: () => ({ decode: () => 1, encode: () => 0, onError() {} }),
};
export const plugins = [codec];
`;

export const BYTE_LISTENER =
  "listeners: [{name: bytes, address: 127.0.0.1, port: 0, protocol: byte}]";
