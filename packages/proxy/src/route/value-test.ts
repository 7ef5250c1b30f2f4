/** A test of an attribute's value. It sees integers as numbers, so that they need not become text. */
export interface ValueTest {
  text(value: string): boolean;
  integer(value: number): boolean;
}

/** A test of an attribute's text. */
export type TextTest = (value: string) => boolean;
