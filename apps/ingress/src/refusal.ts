/** A request that is not taken, with the answer it gets. Nothing of it is stored. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Label of the metric: one of a few words. */
  readonly reason: string;
  /** Seconds until trying again may help; null where it will not. */
  readonly retryAfter: number | null;

  constructor(status: number, reason: string, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}
