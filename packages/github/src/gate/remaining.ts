import type { LimitHeaders } from '../budget/budget.ts';
import { windowOf } from '../budget/policy.ts';
import type { Credential } from '../credentials/credential.ts';

/** The remaining limit of each credential as this process last received it, to use the one with the most first. */
export interface Remaining {
  record(credential: Credential, resource: string | null, limits: LimitHeaders): void;
  /** Orders by remaining limit, highest first; an unknown one counts as GitHub's usual limit. */
  order(credentials: readonly Credential[], resource: string | null): readonly Credential[];
}

export function createRemaining(): Remaining {
  const states = new Map<string, { limit: number; left: number; until: number }>();
  const leftOf = ({ fingerprint }: Credential, resource: string | null) => {
    const known = states.get(`${fingerprint} ${resource}`);
    if (known === undefined) return windowOf(resource ?? 'core').limit;
    return known.until <= Date.now() ? known.limit : known.left;
  };
  return {
    record({ fingerprint }, resource, { limit, used, resetInMs }) {
      states.set(`${fingerprint} ${resource}`, { limit, left: limit - used, until: Date.now() + resetInMs });
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
