import type { CallOptions, GitHub } from '@hubtwin/github';
import { repositories } from '@hubtwin/resources';
import { z } from 'zod';
import { observeFetched } from '../observe.ts';
import { meaningOf } from './meaning-of.ts';
import type { RepositoryStatus } from './repository-status.ts';

const named = z.looseObject({ id: z.int(), full_name: z.string() });

/**
 * Requests a repository by its id, which never changes.
 *
 * @throws what the GitHub client throws, except for errors that say whether the repository is visible.
 */
export async function requestRepository(
  github: Pick<GitHub, 'fetch'>,
  repositoryId: number,
  call: CallOptions,
): Promise<RepositoryStatus> {
  try {
    const { data, requestedAt } = await github.fetch(
      'GET /repositories/{repository_id}',
      { repository_id: repositoryId },
      call,
    );
    const { full_name: fullName } = named.parse(data);
    const seen = observeFetched(repositories, data, { repositoryId, source: 'sync', requestedAt });
    return {
      isVisible: true,
      fullName,
      seen,
      blocked: seen.raw.disabled === true ? 'GitHub has disabled the repository' : null,
      isOff: (feature) => feature !== undefined && seen.raw[feature] === false,
    };
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === null || meaning.state === 'empty') throw error;
    const { state, reason } = meaning;
    const isMissing = state === 'absent' || state === 'deleted';
    // Unlike a feature, a repository cannot be switched off.
    const withheld = isMissing ? 'inaccessible' : state === 'refused' ? 'refused' : 'blocked';
    return { isVisible: false, state: withheld, reason, error };
  }
}
