/** How far the clock that wrote a version may be ahead of the one that it is compared with. */
const skewMs = 5 * 60_000;

/** The latest clock that a version can have which was seen at a time: what is later is no version. */
export const latestVersion = (seenAt: Date): string => new Date(seenAt.getTime() + skewMs).toISOString();
