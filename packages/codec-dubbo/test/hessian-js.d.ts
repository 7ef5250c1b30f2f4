/** The part of hessian.js that the tests use. It brings no types of its own. */
declare module "hessian.js" {
  export class EncoderV2 {
    constructor(options?: { size?: number });
    write(value: unknown): this;
    writeString(text: string): this;
    writeInt(value: number): this;
    /** Everything written so far. */
    get(): Buffer;
  }

  export class DecoderV2 {
    constructor(bytes: Buffer);
    read(withType?: boolean): unknown;
    readonly byteBuffer: { position(): number };
  }
}
