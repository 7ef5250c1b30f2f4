import { JceReader } from "./jce-reader.js";
import { JceWriter } from "./jce-writer.js";
import { WireError } from "./wire-error.js";

/** What the sample client asks: JCE `{0 int seq}`. */
export interface GetReq {
  readonly seq: number;
}

/** What the sample server answers: JCE `{0 int ask, 1 string label}`. */
export interface GetRsp {
  readonly ask: number;
  readonly label: string;
}

export function encodeGetReq(request: GetReq): Buffer {
  return new JceWriter().integer(0, request.seq).bytes();
}

/** @throws {WireError} when the body is not a GetReq */
export function decodeGetReq(body: Buffer): GetReq {
  const reader = new JceReader(body);
  let seq: number | undefined;
  while (reader.next()) {
    if (reader.tag === 0) seq = reader.integer();
    else reader.skip();
  }
  if (seq === undefined) throw new WireError("GetReq without seq");
  return { seq };
}

export function encodeGetRsp(response: GetRsp): Buffer {
  return new JceWriter().integer(0, response.ask).text(1, response.label).bytes();
}

/** @throws {WireError} when the body is not a GetRsp */
export function decodeGetRsp(body: Buffer): GetRsp {
  const reader = new JceReader(body);
  let ask: number | undefined;
  let label: string | undefined;
  while (reader.next()) {
    if (reader.tag === 0) ask = reader.integer();
    else if (reader.tag === 1) label = reader.text();
    else reader.skip();
  }
  if (ask === undefined || label === undefined) throw new WireError("GetRsp without ask or label");
  return { ask, label };
}
