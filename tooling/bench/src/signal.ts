/** Something that happens once, to be awaited by whoever does not make it happen. */
export class Signal {
  readonly raised: Promise<void>;
  raise: () => void = () => {};

  constructor() {
    this.raised = new Promise((resolve) => {
      this.raise = resolve;
    });
  }
}
