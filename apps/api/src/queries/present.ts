/**
 * A time as the API writes it: ISO 8601 in UTC with milliseconds. Null where there is none, and for years that ISO
 * 8601 does not write in four digits, which commits may have: they are in GitHub's own object.
 */
export function time(date: Date | null): string | null {
  const year = date?.getUTCFullYear() ?? Number.NaN;
  return date !== null && year >= 0 && year <= 9_999 ? date.toISOString() : null;
}

/** How an object came to be known. */
export function observed(row: { synced_at: Date; source: string }): { synced_at: string; source: string } {
  return { synced_at: row.synced_at.toISOString(), source: row.source };
}

/** An account as objects embed it; null where GitHub names none. */
export function account(
  id: number | null,
  login: string | null,
): { id: number | null; login: string | null } | null {
  return id === null && login === null ? null : { id, login };
}
