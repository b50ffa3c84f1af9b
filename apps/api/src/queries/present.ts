/**
 * Formats a time for the API: ISO 8601 in UTC with milliseconds. Null if there is none, and for years that ISO
 * 8601 does not write in four digits, which commits may have: these are in GitHub's own object.
 */
export function time(date: Date | null): string | null {
  const year = date?.getUTCFullYear() ?? Number.NaN;
  return date !== null && year >= 0 && year <= 9_999 ? date.toISOString() : null;
}

/** The source of an object. */
export function observed(row: { synced_at: Date; source: string }): { synced_at: string; source: string } {
  return { synced_at: row.synced_at.toISOString(), source: row.source };
}

/** An embedded account; null if GitHub names none. */
export function account(
  id: number | null,
  login: string | null,
): { id: number | null; login: string | null } | null {
  return id === null && login === null ? null : { id, login };
}
