/** A refused request, with its response. Nothing of it is stored. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Label of the metric: one of a few values. */
  readonly reason: string;
  /** Seconds until a retry may succeed; null if it cannot. */
  readonly retryAfter: number | null;

  constructor(status: number, reason: string, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}
