import { type Database, findProtectionRules, type JsonObject, type Observation } from '@hubtwin/database';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { observeFetched, observeGone } from '../observe.ts';
import { branchProtectionRules } from '../resources/branch-protection-rules.ts';
import { storeSeen } from '../store-seen.ts';

/** What is on or off in a rule: the key of the event's object, and GraphQL's field. */
const switches = {
  admin_enforced: 'isAdminEnforced',
  dismiss_stale_reviews_on_push: 'dismissesStaleReviews',
  require_code_owner_review: 'requiresCodeOwnerReviews',
  require_last_push_approval: 'requireLastPushApproval',
  strict_required_status_checks_policy: 'requiresStrictStatusChecks',
  create_protected: 'blocksCreations',
  authorized_actors_only: 'restrictsPushes',
  authorized_dismissal_actors_only: 'restrictsReviewDismissals',
} as const;

/** What events tell the level of, and GraphQL only whether it is on. */
const levels = {
  pull_request_reviews_enforcement_level: 'requiresApprovingReviews',
  required_status_checks_enforcement_level: 'requiresStatusChecks',
  signature_requirement_enforcement_level: 'requiresCommitSignatures',
  linear_history_requirement_enforcement_level: 'requiresLinearHistory',
  required_conversation_resolution_level: 'requiresConversationResolution',
  required_deployments_enforcement_level: 'requiresDeployments',
  allow_force_pushes_enforcement_level: 'allowsForcePushes',
  allow_deletions_enforcement_level: 'allowsDeletions',
} as const;

const flags = [...Object.values(switches), ...Object.values(levels)];

/** The rules for branches, which no list of REST shows. Where an App may not read them, the query for them is refused. */
export const branchRules = `
      viewerCanAdminister
      branchProtectionRules(first: 100) {
        totalCount
        nodes { databaseId pattern requiredApprovingReviewCount requiredStatusCheckContexts ${flags.join(' ')} }
      }`;

const rule = z.looseObject({
  databaseId: z.int().nullable(),
  pattern: z.string(),
  requiredApprovingReviewCount: z.int().nullable(),
  requiredStatusCheckContexts: z.array(z.string().nullable()).nullable(),
});
const isOn = (theirs: Rule, flag: string) => theirs[flag] === true;
type Rule = z.infer<typeof rule>;

/** What a probe shows of a repository's rules; absent where it did not ask. */
export const shownRules = z.object({
  viewerCanAdminister: z.boolean().default(false),
  branchProtectionRules: z
    .object({ totalCount: z.int(), nodes: z.array(rule.nullable()) })
    .nullish()
    .catch(null),
});

interface Look {
  /** Whether the credential may read rules of every repository: else only where it may administer. */
  isGranted: boolean;
  /** When GitHub was asked. */
  askedAt: Date;
}

/**
 * Stores what GitHub shows of rules for branches and the twin has otherwise. A rule that is not shown is deleted, where
 * the credential may read rules: who may not is shown none.
 *
 * @returns the repositories with such rules, whose branches are to be read again.
 */
export async function storeDriftedRules(
  database: Kysely<Database>,
  shown: ReadonlyMap<number, z.infer<typeof shownRules>>,
  { isGranted, askedAt }: Look,
): Promise<Set<number>> {
  const readable = [...shown].filter(([, each]) => isGranted || each.viewerCanAdminister);
  const stored = await findProtectionRules(
    database,
    readable.map(([id]) => id),
  );
  const observations = readable.flatMap(
    ([repositoryId, { branchProtectionRules: theirs }]): Observation[] => {
      if (theirs == null) return [];
      const ours = new Map(
        stored.filter((each) => each.repositoryId === repositoryId).map(({ id, raw }) => [id, raw]),
      );
      const finding = { repositoryId, source: 'sync', askedAt } as const;
      const listed = theirs.nodes.filter((each) => each !== null);
      const ids = new Set(listed.map(({ databaseId }) => databaseId));
      const isWhole = ids.size === theirs.totalCount;
      const deleted = [...ours].filter(([id]) => isWhole && !ids.has(id));
      return [
        ...deleted.map(([id, raw]) =>
          observeGone(branchProtectionRules, { key: { repository_id: repositoryId, id }, raw }, finding),
        ),
        ...listed.flatMap((each) => {
          const raw = each.databaseId === null ? undefined : ours.get(each.databaseId);
          const told = toRaw(each, raw ?? {});
          if (each.databaseId === null || (raw !== undefined && hasAll(raw, told))) return [];
          return [observeFetched(branchProtectionRules, { id: each.databaseId, ...told }, finding)];
        }),
      ];
    },
  );
  await storeSeen(database, observations);
  return new Set(observations.flatMap(({ repositoryId }) => repositoryId ?? []));
}

/** A rule in the words of its event, with the level that is stored where GraphQL does not contradict it. */
function toRaw(theirs: Rule, ours: JsonObject): JsonObject {
  const levelOf = (key: string, flag: string) => {
    const stored = ours[key];
    if (typeof stored === 'string' && (stored !== 'off') === isOn(theirs, flag)) return stored;
    if (!isOn(theirs, flag)) return 'off';
    return isOn(theirs, 'isAdminEnforced') ? 'everyone' : 'non_admins';
  };
  return {
    name: theirs.pattern,
    ...Object.fromEntries(Object.entries(switches).map(([key, flag]) => [key, isOn(theirs, flag)])),
    ...Object.fromEntries(Object.entries(levels).map(([key, flag]) => [key, levelOf(key, flag)])),
    // Where none is required, the number and the names mean nothing.
    ...(isOn(theirs, 'requiresApprovingReviews') && {
      required_approving_review_count: theirs.requiredApprovingReviewCount ?? 0,
    }),
    ...(isOn(theirs, 'requiresStatusChecks') && {
      required_status_checks: (theirs.requiredStatusCheckContexts ?? []).toSorted(),
    }),
  };
}

const hasAll = (raw: JsonObject, told: JsonObject): boolean =>
  Object.entries(told).every(([key, value]) => textOf(raw[key]) === textOf(value));

/** Lists of names have no order. */
const textOf = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
