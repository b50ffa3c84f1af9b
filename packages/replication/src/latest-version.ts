/** Maximum that the clock of a version may be ahead of ours. */
const skewMs = 5 * 60_000;

/** The latest valid version of an object that was observed at a time. */
export const latestVersion = (seenAt: Date): string => new Date(seenAt.getTime() + skewMs).toISOString();
