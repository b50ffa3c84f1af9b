import type { Credential } from './credential.ts';
import { fingerprint } from './fingerprint.ts';

/** A configured token: a personal access token, classic or fine-grained, or a user token of an App. */
export function createTokenCredential(token: string): Credential {
  const ours = fingerprint(token);
  const authorization = { header: `Bearer ${token}`, fingerprint: ours, issuedAt: null, renewable: false };
  return {
    kind: 'token',
    fingerprint: ours,
    authorize: async () => authorization,
    invalidate: async () => {},
  };
}
