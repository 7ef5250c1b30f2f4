/** What a request is answered with. */
export interface Reply {
  readonly status: number;
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

export function json(value: unknown, status = 200): Reply {
  return jsonText(JSON.stringify(value), status);
}

/** @param text is JSON already */
export function jsonText(text: string, status = 200): Reply {
  return { status, type: "application/json; charset=utf-8", body: `${text}\n` };
}

/** `message` ends with what to do. */
export function failure(status: number, message: string): Reply {
  return json({ error: message }, status);
}
