import { type Database, findConversations, type StoredConversation } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isChanged } from './is-changed.ts';

/**
 * The last changed issues and pull requests, and the number of issues. A lost delivery may be followed by others, so
 * the newest alone is not sufficient.
 */
export const newestConversations = `
      issues(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) {
        totalCount nodes { databaseId updatedAt title state comments { totalCount } }
      }
      pullRequests(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) {
        nodes { databaseId updatedAt title state headRefOid baseRefName reviewRequests { totalCount } }
      }`;

const conversation = z.object({
  databaseId: z.int().nullable(),
  updatedAt: z.iso.datetime(),
  title: z.string(),
  state: z.string(),
  comments: z.object({ totalCount: z.int32() }).optional(),
  headRefOid: z.string().optional(),
  baseRefName: z.string().optional(),
  reviewRequests: z.object({ totalCount: z.int32() }).nullish(),
});
const nodes = z.array(conversation.nullable());

/** The issues and pull requests of a repository in a probe. */
export const shownConversations = z.object({
  issues: z.object({ totalCount: z.int32(), nodes }),
  pullRequests: z.object({ nodes }),
});
type Shown = z.infer<typeof shownConversations>;
type Conversation = z.infer<typeof conversation>;

/** Finds the repositories whose issues or pull requests differ from GitHub, by id. */
export async function findDriftedConversations(
  database: Kysely<Database>,
  shown: ReadonlyMap<number, Shown>,
  now: Date,
): Promise<{ issues: Set<number>; pullRequests: Set<number> }> {
  const drifted = async (
    table: 'issues' | 'pull_requests',
    of: (repository: Shown) => Shown['pullRequests'],
  ) => {
    const listed = [...shown].flatMap(([repositoryId, repository]) =>
      of(repository).nodes.flatMap((each) =>
        each === null || each.databaseId === null ? [] : [{ repositoryId, each, id: each.databaseId }],
      ),
    );
    const stored = await findConversations(
      database,
      table,
      listed.map(({ id }) => id),
    );
    const differing = listed.filter(({ each, id }) => {
      const ours = stored.get(id);
      return ours === undefined || isChanged(ours.updatedAt, each.updatedAt, now) || statesDiffer(ours, each);
    });
    return new Set(differing.map(({ repositoryId }) => repositoryId));
  };
  return {
    issues: await drifted('issues', ({ issues }) => issues),
    pullRequests: await drifted('pull_requests', ({ pullRequests }) => pullRequests),
  };
}

/** Whether objects of one version differ otherwise: a later event may have brought the time and not the rest. */
function statesDiffer(
  ours: StoredConversation,
  { updatedAt, title, state, comments, headRefOid, baseRefName, reviewRequests }: Conversation,
): boolean {
  if (ours.updatedAt === null || ours.updatedAt.getTime() > Date.parse(updatedAt)) return false;
  const isOpen = state === 'OPEN';
  return (
    ours.title !== title ||
    (ours.state === 'open') !== isOpen ||
    (comments !== undefined && ours.comments !== comments.totalCount) ||
    (headRefOid !== undefined && ours.headSha !== headRefOid) ||
    (baseRefName !== undefined && ours.baseRef !== baseRefName) ||
    (reviewRequests != null && isOpen && ours.reviewRequests !== reviewRequests.totalCount)
  );
}
