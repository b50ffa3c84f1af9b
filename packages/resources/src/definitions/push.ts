import { z } from 'zod';
import * as github from '../github-types.ts';
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

export const isTruncated = ({ commits }: { commits: readonly unknown[] }) => commits.length >= maxCommits;
