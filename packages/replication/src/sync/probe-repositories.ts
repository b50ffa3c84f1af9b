import type { TrackedRepository } from '@hubtwin/database';
import { z } from 'zod';
import { cleanReason } from '../answers/clean-reason.ts';
import { isBlocked } from '../answers/meaning-of.ts';
import type { NodeSelection, QueriedNode } from '../fetch/query-nodes.ts';
import { firstBranches, shownBranches } from './probe-branches.ts';
import { newestConversations, shownConversations } from './probe-conversations.ts';
import { newestMilestones, shownMilestones } from './probe-milestones.ts';
import { newestReleases, shownReleases } from './probe-releases.ts';
import { branchRules, shownRules } from './probe-rules.ts';
import { runsOfHeads } from './probe-runs.ts';
import { watchedFields } from './watch-objects.ts';

const fieldsOf = (areRulesShown: boolean) => `
    ... on Repository {
      databaseId nameWithOwner isPrivate isArchived isDisabled updatedAt pushedAt stargazerCount forkCount
      defaultBranchRef { name target { oid } branchProtectionRule { id } }
      labels(first: 100) { totalCount nodes { editedAt: updatedAt } }
      ${firstBranches}${newestReleases}${newestMilestones}${newestConversations}${areRulesShown ? branchRules : ''}${runsOfHeads.selection}
    }`;

/**
 * The fields that a probe compares, of up to a hundred repositories; with watched objects.
 *
 * @param areRulesShown whether to query branch rules, which a credential may have no permission to read.
 */
export const probeSelection = (areRulesShown: boolean): NodeSelection => ({
  fields: fieldsOf(areRulesShown),
  othersFields: watchedFields,
  fragments: runsOfHeads.fragment,
});

const probed = z.object({
  databaseId: z.int(),
  nameWithOwner: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
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
  ...shownConversations.shape,
  labels: z
    .object({
      totalCount: z.int32(),
      nodes: z.array(z.unknown()),
    })
    .nullable(),
  ...shownBranches.shape,
  ...shownReleases.shape,
  ...shownMilestones.shape,
  ...shownRules.shape,
});
export type Probed = z.infer<typeof probed>;

/** GitHub's answers for some repositories, by id. */
interface ProbeAnswers {
  seen: Map<number, Probed>;
  /** The answers for repositories that GitHub returns. */
  nodes: Map<number, unknown>;
  blocked: Map<number, string>;
  /** The repositories that GitHub could not answer for, with the reason. */
  unknown: Map<number, string>;
  /** The time of the first request, by GitHub's clock. */
  requestedAt: Date;
}

/** Interprets GitHub's answers for repositories. */
export function readAnswers(
  tracked: readonly TrackedRepository[],
  found: readonly QueriedNode[],
): ProbeAnswers {
  const requestedAt = found
    .flatMap(({ requestedAt }) => requestedAt ?? [])
    .toSorted((one, other) => Number(one) - Number(other));
  const seen = new Map<number, Probed>();
  const nodes = new Map<number, unknown>();
  const blocked = new Map<number, string>();
  const unknown = new Map<number, string>();
  for (const [at, { id }] of tracked.entries()) {
    const { node = null, errors = [], failure = null } = found[at] ?? {};
    const shown = probed.safeParse(node);
    if (shown.success && shown.data.databaseId === id) {
      seen.set(id, shown.data);
      nodes.set(id, node);
    }
    const refusal = errors.find(({ message }) => isBlocked(message));
    if (refusal !== undefined) blocked.set(id, cleanReason(refusal.message));
    else if (seen.get(id)?.isDisabled) blocked.set(id, 'GitHub has disabled the repository');
    // An inaccessible or failed part makes GitHub omit the whole repository.
    else if (!seen.has(id) && (node !== null || failure !== null || errors.some(isWithinNode))) {
      const [first] = errors;
      unknown.set(id, cleanReason(first?.message ?? (failure === null ? unusable : `${failure}`)));
    }
  }
  return { seen, nodes, blocked, unknown, requestedAt: requestedAt[0] ?? new Date() };
}

const unusable = 'the answer cannot be used';

/** Whether an error leaves unknown if the repository exists. */
const isWithinNode = ({ type, path = [] }: QueriedNode['errors'][number]): boolean =>
  path.length > 0 || (type !== 'NOT_FOUND' && type !== 'FORBIDDEN');
