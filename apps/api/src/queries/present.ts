/** A time as the API writes it: ISO 8601 in UTC with milliseconds. */
export function time(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
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

/** An account of which only the login is stored. */
export function login(login: string | null): { login: string } | null {
  return login === null ? null : { login };
}
