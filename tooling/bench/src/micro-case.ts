/** One small piece of the data path, run over and over. */
export interface MicroCase {
  readonly name: string;
  /**
   * Does the piece `times` times, in a loop of its own: a loop shared by all cases would call each
   * through a pointer, which costs more than some of them. Returns something that depends on every
   * turn, so that no turn can be optimised away.
   */
  run(times: number): number;
}
