import { contract } from '@hubtwin/contract';
import { changeSettings } from '@hubtwin/replication';
import { sql } from 'kysely';
import { endCached } from '../http/end-cached.ts';
import { repositoryRoute } from '../http/repository-route.ts';
import { writeOptions } from '../http/write-options.ts';
import { ProblemError } from '../problem-error.ts';
import { repositories } from '../queries/repositories.ts';
import { selectItem } from '../queries/source.ts';

export const updateRepositorySettings = repositoryRoute(
  contract.updateRepositorySettings,
  async ({ body, repositoryId }, context) => {
    // GitHub accepts only strings: an empty one means none.
    const emptied = Object.entries(body).map(([name, value]) => [name, value ?? '']);
    try {
      await changeSettings(repositoryId, Object.fromEntries(emptied), writeOptions(context));
    } finally {
      // Also after a failed step, for the completed ones.
      await endCached(context, repositoryId, ['repositories']);
    }
    const shown = await selectItem(context.database, repositories, sql`t.id = ${repositoryId}`);
    if (shown === undefined) throw new ProblemError('not_found', 'There is no such repository.');
    return { body: shown };
  },
);
