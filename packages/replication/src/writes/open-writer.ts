import type { Observation } from '@hubtwin/database';
import { NoCredentialError } from '@hubtwin/github';
import type { ResourceDefinition } from '@hubtwin/resources';
import { openRepositoryViews } from '../fetch/repository-views.ts';
import type { RequestContext } from '../fetch/request-context.ts';
import { observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';

/** GitHub's answer, and the time of the request. */
interface Answer {
  data: unknown;
  requestedAt: Date;
  /** The route. */
  request: string;
}

/** Changes one repository on GitHub, and stores GitHub's answers in the twin. */
export interface RepositoryWriter {
  repositoryId: number;
  /** Sends a request to a route in GitHub's notation; `{owner}` and `{repo}` are filled in. */
  send(route: string, parameters?: Record<string, unknown>): Promise<Answer>;
  /** Stores the object of an answer. */
  observe(definition: ResourceDefinition, answer: Answer): Promise<Observation>;
}

/** @throws NoCredentialError if no configured credential can access the repository. */
export async function openWriter(
  repositoryId: number,
  { database, github, ...call }: RequestContext,
): Promise<RepositoryWriter> {
  const view = (await openRepositoryViews({ database, github }, [repositoryId])).get(repositoryId);
  if (view === undefined) throw new NoCredentialError('no configured credential can access this repository');
  const { owner, repo } = view;
  return {
    repositoryId,
    async send(route, parameters = {}) {
      const answer = await view.github.fetch(route, { owner, repo, ...parameters }, call);
      return { ...answer, request: route };
    },
    async observe(definition, { data, requestedAt, request }) {
      const seen = observeFetched(definition, data, { repositoryId, source: 'api', requestedAt, request });
      await storeAnswers(database, [seen]);
      return seen;
    },
  };
}
