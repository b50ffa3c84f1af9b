import { isChanged } from '@hubtwin/resources';
import { z } from 'zod';
import type { Difference, ProbePart } from './probe-part.ts';

const schema = z.object({
  nameWithOwner: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  updatedAt: z.iso.datetime(),
  pushedAt: z.iso.datetime().nullable(),
  stargazerCount: z.int(),
  forkCount: z.int(),
  defaultBranchRef: z
    .object({
      name: z.string(),
      target: z.object({ oid: z.string() }).nullable(),
      branchProtectionRule: z.unknown(),
    })
    .nullable(),
});

/** The repository itself, its default branch, and what the stored rows lack. */
export const probeRepository: ProbePart = {
  selection: `
      isPrivate isArchived updatedAt pushedAt stargazerCount forkCount
      defaultBranchRef { name target { oid } branchProtectionRule { id } }`,
  schema,
  async compare({ repositories, now }) {
    return repositories.flatMap(({ ours, node }): Difference[] => {
      const theirs = schema.parse(node);
      const head = theirs.defaultBranchRef;
      const isPushedLater = isChanged(ours.pushedAt, theirs.pushedAt, now);
      const signals = {
        repository:
          ours.fullName !== theirs.nameWithOwner ||
          ours.isPrivate !== theirs.isPrivate ||
          ours.archived !== theirs.isArchived ||
          ours.stargazers !== theirs.stargazerCount ||
          ours.forks !== theirs.forkCount ||
          (head !== null && ours.defaultBranch !== head.name) ||
          isChanged(ours.updatedAt, theirs.updatedAt, now) ||
          isPushedLater,
        push: isPushedLater || (head?.target != null && ours.head !== head.target.oid),
        // Without permission, rules are not visible.
        protection: head?.branchProtectionRule != null && ours.isHeadProtected === false,
        historyGaps: ours.hasHistoryGaps,
        openJobs: ours.hasOpenJobs,
      } as const;
      return (Object.keys(signals) as (keyof typeof signals)[]).flatMap((signal) =>
        signals[signal] ? [{ repositoryId: ours.id, of: { signal } }] : [],
      );
    });
  },
};
