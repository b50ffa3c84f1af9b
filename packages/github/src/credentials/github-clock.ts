/** How far GitHub's clock is from ours, as its answers tell. */
export interface GitHubClock {
  /** Milliseconds since the epoch by GitHub's clock. */
  now(): number;
  /** A moment of ours by GitHub's clock. */
  at(ms: number): number;
  /** Takes the `date` of an answer. */
  heard(date: string | undefined): void;
}

// `date` tells whole seconds, and comes after the way through the network.
const negligibleMs = 5_000;

export function createGitHubClock(): GitHubClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    at: (ms) => ms + aheadMs,
    heard(date) {
      const theirs = Date.parse(date ?? '');
      if (Number.isNaN(theirs)) return;
      const difference = theirs - Date.now();
      aheadMs = Math.abs(difference) < negligibleMs ? 0 : difference;
    },
  };
}
