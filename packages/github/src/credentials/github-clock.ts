/** The offset of GitHub's clock, estimated from its responses. */
export interface GitHubClock {
  /** Milliseconds since the epoch by GitHub's clock. */
  now(): number;
  /** Converts a local time to GitHub's clock. */
  at(ms: number): number;
  /** Records the `date` header of a response. */
  record(date: string | undefined): void;
}

// `date` has whole seconds, and arrives after network latency.
const negligibleMs = 5_000;

export function createGitHubClock(): GitHubClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    at: (ms) => ms + aheadMs,
    record(date) {
      const theirs = Date.parse(date ?? '');
      if (Number.isNaN(theirs)) return;
      const difference = theirs - Date.now();
      aheadMs = Math.abs(difference) < negligibleMs ? 0 : difference;
    },
  };
}
