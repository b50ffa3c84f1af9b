import type { Database } from '@hubtwin/database';
import { type CallOptions, type GitHubClient, GitHubError } from '@hubtwin/github';
import { repositories } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { meaningOf } from '../answers/meaning-of.ts';
import { openAnyView } from '../fetch/any-view.ts';
import { observeFetched } from '../observe.ts';
import { storeAnswers } from '../store-answers.ts';

/** The organisation whose hook reported a repository. */
export interface Discoverer {
  login: string;
  /** Null: unknown. */
  id: number | null;
}

/**
 * Requests a repository that is not stored and that the hook of an organisation reported, and stores it if GitHub's
 * answer shows that it belongs to the organisation.
 *
 * @returns whether it is stored.
 * @throws what the GitHub client throws, if that says nothing about the repository.
 */
export async function discoverRepository(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  repositoryId: number,
  by: Discoverer,
  call: CallOptions,
): Promise<boolean> {
  const view = await openAnyView({ database, github });
  if (view === null) return false;
  try {
    const route = 'GET /repositories/{repository_id}';
    const { data, requestedAt } = await view.fetch(route, { repository_id: repositoryId }, call);
    const seen = observeFetched(repositories, data, { repositoryId: null, source: 'import', requestedAt });
    const { owner_id, owner_login } = repositories.columns(seen.raw);
    const isTheirs =
      by.id === null ? `${owner_login}`.toLowerCase() === by.login.toLowerCase() : owner_id === by.id;
    if (seen.key.id !== repositoryId || !isTheirs) return false;
    await storeAnswers(database, [seen]);
    return true;
  } catch (error) {
    if (error instanceof GitHubError && meaningOf(error) !== null) return false;
    throw error;
  }
}
