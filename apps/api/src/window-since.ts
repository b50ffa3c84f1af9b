const minuteMs = 60_000;

/**
 * The beginning of a window that ends now. On whole minutes, so that an answer about it keeps its ETag while nothing
 * changes.
 */
export const windowSince = (hours: number, now = Date.now()): Date =>
  new Date(Math.floor((now - hours * 3_600_000) / minuteMs) * minuteMs);
