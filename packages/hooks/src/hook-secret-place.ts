import type { SecretPlace } from '@hubtwin/secrets';

/** Where the secret of a webhook config is stored, or the second valid one. */
export const hookSecretPlace = (id: number, column: 'secret' | 'other_secret'): SecretPlace => ({
  table: 'webhook_configs',
  column,
  row: `${id}`,
});
