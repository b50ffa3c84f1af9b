import type { DoubtfulObject, Observation } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubGoneError, GitHubNotFoundError } from '@hubtwin/github';
import type { ItemSource, ResourceDefinition } from '../define-resource.ts';
import { observeFetched, observeGone, observeMissing } from '../observe.ts';

/** Whom to ask, and where the object is. */
export interface FetchTarget {
  github: GitHub;
  owner: string;
  repo: string;
  repositoryId: number | null;
  /** Whether the asker still sees the repository: a 404 of something in it then means that it is gone. */
  seesRepository(): Promise<boolean>;
}

/** How long GitHub's replicas may lag behind: what they do not find within it may be there all the same. */
const lagMs = 60_000;
/** When a second look is worth something. */
const secondLookMs = 1_500;

/**
 * Asks GitHub for one object. Where it is gone, deleted or now another's, that is the observation; where it is not
 * found, or as it was before, it stays in doubt until it is asked for again.
 *
 * @param options `isUnlisted`: a whole list did not show it either, which is the second look.
 * @returns null where it cannot be told: the object cannot be named, or who asks may not see it any more.
 */
export async function fetchObject(
  definition: ResourceDefinition,
  item: ItemSource,
  object: DoubtfulObject,
  { github, owner, repo, repositoryId, seesRepository }: FetchTarget,
  { isUnlisted = false, ...call }: CallOptions & { isUnlisted?: boolean },
): Promise<Observation | null> {
  const { key, raw } = object;
  const parameters = item.parameters(raw);
  if (parameters === null) return null;
  const finding = { repositoryId, source: 'sync' } as const;
  try {
    const where = item.route.includes('{owner}') ? { owner, repo } : {};
    const { data, askedAt } = await github.ask(item.route, { ...where, ...parameters }, call);
    const seen = observeFetched(definition, data, { ...finding, askedAt });
    const isSame = definition.key.every((column) => seen.key[column] === key[column]);
    // Under this name or number there is another one now: ours was transferred or made anew.
    if (!isSame) return observeGone(definition, object, { ...finding, askedAt });
    const isStale = seen.clock < definition.clockOf(raw);
    return isStale ? observeMissing(definition, object, { ...finding, askedAt }) : seen;
  } catch (error) {
    const isGone = error instanceof GitHubGoneError;
    if (!isGone && !(error instanceof GitHubNotFoundError)) throw error;
    const askedAt = error.askedAt ?? new Date();
    if (isGone) return observeGone(definition, object, { ...finding, askedAt });
    if (item.isHidden === true || !(await seesRepository())) return null;
    const observe = isBelievable(object, askedAt, isUnlisted) ? observeGone : observeMissing;
    return observe(definition, object, { ...finding, askedAt });
  }
}

function isBelievable({ syncedAt, missingSince }: DoubtfulObject, now: Date, isUnlisted: boolean): boolean {
  if (isUnlisted && now.getTime() - syncedAt.getTime() > lagMs) return true;
  return missingSince !== null && now.getTime() - missingSince.getTime() >= secondLookMs;
}
