import type { Observation } from '@hubtwin/database';
import { NoCredentialError } from '@hubtwin/github';
import type { ResourceDefinition } from '../define-resource.ts';
import type { AskOptions } from '../fetch/ask-options.ts';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import { observeFetched } from '../observe.ts';
import { storeSeen } from '../store-seen.ts';

/** What GitHub answered, and when it was asked. */
interface Answer {
  data: unknown;
  askedAt: Date;
}

/** Changes something of one repository on GitHub, and shows the twin what it answers. */
export interface RepositoryWriter {
  repositoryId: number;
  /** Sends to a route as GitHub documents it; `{owner}` and `{repo}` are filled in. */
  send(route: string, parameters?: Record<string, unknown>): Promise<Answer>;
  /** Stores an object that an answer shows. */
  observe(definition: ResourceDefinition, answer: Answer): Promise<Observation>;
}

/**
 * @throws NoCredentialError where nobody is configured who sees the repository.
 */
export async function openWriter(
  repositoryId: number,
  { database, github, ...call }: AskOptions,
): Promise<RepositoryWriter> {
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  if (view === undefined)
    throw new NoCredentialError('nothing is configured that could ask for this repository');
  const { owner, repo } = view;
  return {
    repositoryId,
    send: (route, parameters = {}) => view.github.ask(route, { owner, repo, ...parameters }, call),
    async observe(definition, { data, askedAt }) {
      const seen = observeFetched(definition, data, { repositoryId, source: 'api', askedAt });
      await storeSeen(database, [seen]);
      return seen;
    },
  };
}
