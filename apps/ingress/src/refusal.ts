/** A request that is not taken, with the answer it gets. Nothing of it is stored. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Label of the metric: one of a few words. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}
