import { contract } from '@hubtwin/contract';
import { cancelRun } from '@hubtwin/replication';
import { shownAs, workflowRuns } from '@hubtwin/resources';
import { sql } from 'kysely';
import { endCached } from '../http/end-cached.ts';
import { repositoryRoute } from '../http/repository-route.ts';
import { writeOptions } from '../http/write-options.ts';
import { sourceOf } from '../mirrored/present-fields.ts';
import { ProblemError } from '../problem-error.ts';
import { selectItem } from '../queries/source.ts';

export const cancelWorkflowRun = repositoryRoute(
  contract.cancelWorkflowRun,
  async ({ params: { id }, repositoryId, repetition: { isRepeated } }, context) => {
    await cancelRun(repositoryId, id, { ...writeOptions(context), isRepeated });
    await endCached(context, repositoryId, ['workflow_runs']);
    const condition = sql`t.id = ${id} and t.repository_id = ${repositoryId}`;
    const shown = await selectItem(context.database, sourceOf(shownAs(workflowRuns)), condition);
    if (shown === undefined) throw new ProblemError('not_found', 'There is no such workflow run.');
    return { body: shown };
  },
);
