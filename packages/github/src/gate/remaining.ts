import type { LimitHeaders } from '../budget/budget.ts';
import type { Credential } from '../credentials/credential.ts';

/** What this process last heard is left of each credential, to use the richest first. */
export interface Remaining {
  note(credential: Credential, resource: string | null, limits: LimitHeaders): void;
  /** Those with the most left first; what is not known is taken for full. */
  order(credentials: readonly Credential[], resource: string | null): readonly Credential[];
}

export function createRemaining(): Remaining {
  const heard = new Map<string, { left: number; until: number }>();
  const leftOf = ({ fingerprint }: Credential, resource: string | null) => {
    const known = heard.get(`${fingerprint} ${resource}`);
    return known === undefined || known.until <= Date.now() ? Number.POSITIVE_INFINITY : known.left;
  };
  return {
    note({ fingerprint }, resource, { limit, used, resetInMs }) {
      heard.set(`${fingerprint} ${resource}`, { left: limit - used, until: Date.now() + resetInMs });
    },
    order(credentials, resource) {
      if (credentials.length === 1) return credentials;
      return credentials
        .map((credential) => ({ credential, left: leftOf(credential, resource) }))
        .sort((a, b) => (a.left === b.left ? 0 : b.left - a.left))
        .map(({ credential }) => credential);
    },
  };
}
