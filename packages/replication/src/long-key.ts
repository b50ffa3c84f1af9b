import type { Observation } from '@hubtwin/database';

/** GitHub's names are shorter, and neither an address nor an index of Postgres holds much longer ones. */
export const maxKeyBytes = 1_000;

/** @returns the column of a key whose value is too long to request the object. */
export const longKey = (key: Observation['key']): string | undefined =>
  Object.entries(key).find(
    ([, value]) => typeof value === 'string' && Buffer.byteLength(value) > maxKeyBytes,
  )?.[0];
