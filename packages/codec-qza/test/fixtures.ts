/** A message as its fields in order: what each means, and its bytes in hexadecimal. */
type Fixture = readonly (readonly [meaning: string, hex: string])[];

/** Written by hand from the layout, so that no test shares an offset with the codec. */
export const REQUEST: Fixture = [
  ["version 8", "08"],
  ["pack_flow 0xfedcba98: the request id", "fedcba98"],
  ["pack_len, low 16 bits: 106 + 3 + 2 = 111", "006f"],
  ["req_cmd 153: cmd", "0099"],
  ["rsp_code 0", "0000"],
  ["detail.version", "01"],
  ["type_platform", "02"],
  ["type_app", "00000003"],
  ["type_source", "00000004"],
  ["reserved, 23 bytes", "00".repeat(23)],
  ["req_ip 10.0.0.1", "0a000001"],
  ["ptlogin_id", "00000005"],
  ["auth_type", "06"],
  ["auth_type_hi", "00"],
  ["extend_len_hi", "00"],
  ["open_key_len_hi", "00"],
  ["reserved, 5 bytes", "0000000000"],
  ["alpha_flag", "00"],
  ["ptlogin_state 0xffff: not verified", "ffff"],
  ["req_cmd_item -2: sub_cmd", "fffe"],
  ["client_ip 10.0.0.2", "0a000002"],
  ["host_uin 10001", "00002711"],
  ["client_uin 4000000000: uid", "ee6b2800"],
  [
    "extend: length of the session key 4, the key, padding to 25 bytes",
    `04${"6b657921"}${"00".repeat(20)}`,
  ],
  ["pack_len, high 16 bits", "0000"],
  ["extend_len, low byte: 3", "03"],
  ["extension", "aabbcc"],
  ["body: JCE struct with field 0, one byte, 7 (seq)", "0007"],
];

export const RESPONSE: Fixture = changed(REQUEST, {
  "pack_len, low 16 bits: 106 + 3 + 2 = 111": "006f",
  "body: JCE struct with field 0, one byte, 7 (seq)": "0008",
});

/** The server's own error. */
export const ERROR_RESPONSE: Fixture = changed(REQUEST, { "rsp_code 0": "ff9c" });

/** What the proxy answers to REQUEST when no route matches it. */
export const ROUTE_NOT_FOUND: Fixture = [
  ["version 8, from the request", "08"],
  ["pack_flow, from the request", "fedcba98"],
  ["pack_len, low 16 bits: 106", "006a"],
  ["req_cmd, from the request", "0099"],
  ["rsp_code 50", "0032"],
  ["offsets 11 to 63", "00".repeat(53)],
  ["req_cmd_item, from the request", "fffe"],
  ["client_ip", "00000000"],
  ["host_uin, from the request", "00002711"],
  ["client_uin, from the request", "ee6b2800"],
  ["extend", "00".repeat(25)],
  ["pack_len, high 16 bits", "0000"],
  ["extend_len, low byte", "00"],
];

export function bytesOf(fixture: Fixture): Uint8Array {
  return Uint8Array.from(Buffer.from(fixture.map(([, hex]) => hex).join(""), "hex"));
}

/** The fixture with the fields of those meanings given other bytes. */
export function changed(fixture: Fixture, fields: Readonly<Record<string, string>>): Fixture {
  return fixture.map(([meaning, hex]) => [meaning, fields[meaning] ?? hex]);
}

export interface QzaFields {
  readonly requestId?: number;
  readonly command?: number;
  readonly responseCode?: number;
  readonly subCommand?: number;
  readonly hostUin?: number;
  readonly uid?: number;
  readonly extension?: Uint8Array;
  readonly body?: Uint8Array;
}

/** Makes a message of any values. */
export function qzaMessage(fields: QzaFields): Uint8Array {
  const { extension = new Uint8Array(0), body = new Uint8Array(0) } = fields;
  const bytes = new Uint8Array(106 + extension.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 8);
  view.setUint32(1, fields.requestId ?? 0);
  view.setInt16(7, fields.command ?? 0);
  view.setInt16(9, fields.responseCode ?? 0);
  view.setUint8(54, extension.length >>> 8);
  view.setInt16(64, fields.subCommand ?? 0);
  view.setUint32(70, fields.hostUin ?? 0);
  view.setUint32(74, fields.uid ?? 0);
  view.setUint8(105, extension.length & 0xff);
  bytes.set(extension, 106);
  bytes.set(body, 106 + extension.length);
  return withLength(bytes, bytes.length);
}

/** A copy whose header says that the message has `size` bytes. */
export function withLength(message: Uint8Array, size: number): Uint8Array {
  const bytes = message.slice();
  const view = new DataView(bytes.buffer);
  view.setUint16(5, size % 0x10000);
  view.setUint16(103, Math.floor(size / 0x10000));
  return bytes;
}
