/** Requests to GitHub within some time. */
export interface RequestCounts {
  /** Responses, unsuccessful ones included. */
  answers: number;
  /** Of these, `304 Not Modified`. */
  notModified: number;
  /** Of these, refusals because of a rate limit. */
  refused: number;
  /** Duration of all responses together. */
  seconds: number;
  /** Null: there was none. */
  lastAt: Date | null;
  /** Failed requests by error code. */
  errors: Readonly<Record<string, number>>;
}
