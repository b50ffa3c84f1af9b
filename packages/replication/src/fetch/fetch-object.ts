import type { DoubtfulObject, Observation } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { ItemSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched, observeGone } from '../observe.ts';

/** Whom to ask, and where the object is. */
export interface FetchTarget {
  github: GitHub;
  owner: string;
  repo: string;
  repositoryId: number | null;
  /** Whether the asker still sees the repository: a 404 of something in it then means that it is gone. */
  seesRepository(): Promise<boolean>;
}

/**
 * Asks GitHub for one object. Where it is gone, deleted or now another's, that is the observation.
 *
 * @returns null where it cannot be told: the object cannot be named, or who asks may not see it any more.
 */
export async function fetchObject(
  definition: ResourceDefinition,
  item: ItemSource,
  { key, raw }: DoubtfulObject,
  { github, owner, repo, repositoryId, seesRepository }: FetchTarget,
  options: CallOptions,
): Promise<Observation | null> {
  const parameters = item.parameters(raw);
  if (parameters === null) return null;
  const startedAt = new Date();
  const finding = { repositoryId, source: 'sync' } as const;
  try {
    const where = item.route.includes('{owner}') ? { owner, repo } : {};
    const { data, askedAt } = await github.ask(item.route, { ...where, ...parameters }, options);
    const seen = observeFetched(definition, data, { ...finding, askedAt });
    const isSame = definition.key.every((column) => seen.key[column] === key[column]);
    // Under this name or number there is another one now: ours was transferred or made anew.
    return isSame ? seen : observeGone(definition, { key, raw }, { ...finding, askedAt });
  } catch (error) {
    const isMissing = error instanceof GitHubNotFoundError && (await seesRepository());
    if (!isMissing && !(error instanceof GitHubGoneError)) {
      if (error instanceof GitHubNotFoundError) return null;
      throw error;
    }
    return observeGone(definition, { key, raw }, { ...finding, askedAt: startedAt });
  }
}
