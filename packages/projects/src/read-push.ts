import { githubPush, isTruncated, type JsonObject } from '@hubtwin/resources';
import { z } from 'zod';

/** The effect of a push on a branch. */
export interface BranchPush {
  repositoryId: number;
  branch: string;
  /** The old and new head of the branch. */
  before: string;
  after: string;
  /** Paths of all files that its commits changed; null if the push does not contain all of them. */
  files: ReadonlySet<string> | null;
}

const schema = z.looseObject({
  ...githubPush,
  before: z.string(),
  forced: z.boolean().nullish(),
  repository: z.looseObject({ id: z.number().int() }),
});
const prefix = 'refs/heads/';
const nothing = /^0+$/;

/** @returns null for an event that does not move a branch. */
export function readPush(event: string, payload: JsonObject): BranchPush | null {
  if (event !== 'push') return null;
  const parsed = schema.safeParse(payload);
  if (!parsed.success || parsed.data.deleted || !parsed.data.ref.startsWith(prefix)) return null;
  const { ref, before, after, repository } = parsed.data;
  const branch = ref.slice(prefix.length);
  return { repositoryId: repository.id, branch, before, after, files: touchedFiles(parsed.data) };
}

/** A forced push also removes commits, and a new branch has commits that no push lists. */
function touchedFiles(push: z.output<typeof schema>): ReadonlySet<string> | null {
  const { before, commits, forced } = push;
  if (forced === true || nothing.test(before) || commits.length === 0 || isTruncated(push)) return null;
  if (commits.some(({ added, removed, modified }) => !added || !removed || !modified)) return null;
  return new Set(
    commits.flatMap(({ added, removed, modified }) => [added, removed, modified].flat()).map(String),
  );
}
