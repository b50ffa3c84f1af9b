import { contract } from '@hubtwin/contract';
import { removeRunner } from '@hubtwin/replication';
import { endCached } from '../http/end-cached.ts';
import { route } from '../http/route.ts';
import { writeOptions } from '../http/write-options.ts';
import { ProblemError } from '../problem-error.ts';
import { findRunners } from '../queries/find-runners.ts';
import { resolveRepository } from '../queries/resolve-repository.ts';

const notFound = () => new ProblemError('not_found', 'There is no such runner.');

export const deleteRunner = route(
  contract.deleteRunner,
  async ({ params: { id }, query: { repository, organization }, access }, context) => {
    const { database } = context;
    const named =
      repository === undefined ? undefined : await resolveRepository(database, access, repository);
    if (named === null) throw notFound();
    const [runner, ...others] = await findRunners(database, access, {
      id,
      repositoryId: named?.id,
      organization,
    });
    if (runner === undefined) throw notFound();
    if (others.length > 0) {
      throw new ProblemError(
        'ambiguous_runner',
        'Several runners have this id: add ?repository=owner/name or ?organization=login.',
      );
    }
    await removeRunner(runner, writeOptions(context));
    await endCached(context, runner.repositoryId, ['runners', 'organization_runners']);
    return { body: undefined };
  },
);
