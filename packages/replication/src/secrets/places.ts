import type { SecretPlace } from '@hubtwin/secrets';

/** Where the token of a repository is stored. */
export const repositoryTokenPlace = (repositoryId: number): SecretPlace => ({
  table: 'repository_tokens',
  column: 'token',
  row: `${repositoryId}`,
});
