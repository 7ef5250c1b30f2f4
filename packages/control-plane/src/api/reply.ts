/** What a request is answered with. */
export interface Reply {
  readonly status: number;
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

export function json(value: unknown, status = 200): Reply {
  const body = `${JSON.stringify(value)}\n`;
  return { status, type: "application/json; charset=utf-8", body };
}

/** `message` ends with what to do. */
export function failure(status: number, message: string): Reply {
  return json({ error: message }, status);
}
