import { z } from 'zod';
import * as github from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { listOf } from '../list-of.ts';

const person = z.looseObject({ name: github.text, email: github.text, username: github.text }).nullish();

export const pushedCommit = z.looseObject({
  id: z.string(),
  tree_id: github.text,
  message: github.text,
  timestamp: github.text,
  url: github.text,
  author: person,
  committer: person,
  added: listOf(z.string()).nullish(),
  removed: listOf(z.string()).nullish(),
  modified: listOf(z.string()).nullish(),
});

/** The keys of a push event beside its repository. */
export const githubPush = {
  ref: z.string(),
  after: z.string(),
  deleted: z.boolean(),
  commits: listOf(pushedCommit),
};

/** GitHub lists at most this many commits in a push event; the others must be requested. */
const maxCommits = 2_048;

const moved = z.looseObject({ ref: github.text, before: github.text, forced: github.boolean });

/** The old head of the branch, if its commits remain in it; null for a new branch and for a forced push. */
export function baseOf(push: JsonObject): string | null {
  const { before, forced } = moved.safeParse(push).data ?? {};
  return forced === true || !before || /^0+$/.test(before) ? null : before;
}

/** Whether it rewrote a branch: the push does not state where its commits start. */
export function isRewritten(push: JsonObject): boolean {
  const { ref, forced } = moved.safeParse(push).data ?? {};
  return forced === true && ref?.startsWith('refs/heads/') === true;
}

export const isTruncated = ({ commits }: { commits: readonly unknown[] }) => commits.length >= maxCommits;
