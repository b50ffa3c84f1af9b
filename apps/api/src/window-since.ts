const minuteMs = 60_000;

/**
 * The start of a window that ends now, on whole minutes, so that a response about it keeps its ETag while nothing
 * changes.
 */
export const windowSince = (hours: number, now = Date.now()): Date =>
  new Date(Math.floor((now - hours * 3_600_000) / minuteMs) * minuteMs);
