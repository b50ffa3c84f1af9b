import { findProtectionRules, type Observation } from '@hubtwin/database';
import { branchProtectionRules, type JsonObject } from '@hubtwin/resources';
import { z } from 'zod';
import { observeDeletion, observeFetched } from '../../observe.ts';
import { storeAnswers } from '../../store-answers.ts';
import type { Difference, ProbePart } from './probe-part.ts';

/** Boolean settings of a rule: the key of the event's object, and GraphQL's field. */
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

/** Settings with a level in events, and a boolean in GraphQL. */
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

const rule = z.looseObject({
  databaseId: z.int().nullable(),
  pattern: z.string(),
  requiredApprovingReviewCount: z.int().nullable(),
  requiredStatusCheckContexts: z.array(z.string().nullable()).nullable(),
});
const isOn = (theirs: Rule, flag: string) => theirs[flag] === true;
type Rule = z.infer<typeof rule>;

/** Absent if they were not queried. */
const schema = z.object({
  viewerCanAdminister: z.boolean().default(false),
  branchProtectionRules: z
    .object({ totalCount: z.int(), nodes: z.array(rule.nullable()) })
    .nullish()
    .catch(null),
});

/**
 * Branch rules, which REST does not list: the probe stores those that differ from GitHub, and the branches that they
 * protect must be read again. A missing rule was deleted if the credential may read rules: without permission none is
 * returned. If an App has no permission for them, GitHub denies the query.
 */
export const probeRules: ProbePart = {
  selection: `
      viewerCanAdminister
      branchProtectionRules(first: 100) {
        totalCount
        nodes { databaseId pattern requiredApprovingReviewCount requiredStatusCheckContexts ${flags.join(' ')} }
      }`,
  schema,
  deniedField: 'branchProtectionRules',
  async compare({ database, repositories, requestedAt, isGranted }) {
    const readable = repositories
      .map(({ ours, node }) => ({ repositoryId: ours.id, ...schema.parse(node) }))
      .filter(({ viewerCanAdminister }) => isGranted || viewerCanAdminister);
    const stored = await findProtectionRules(
      database,
      readable.map(({ repositoryId }) => repositoryId),
    );
    const observations = readable.flatMap(
      ({ repositoryId, branchProtectionRules: theirs }): Observation[] => {
        if (theirs == null) return [];
        const ours = new Map(
          stored.filter((each) => each.repositoryId === repositoryId).map(({ id, raw }) => [id, raw]),
        );
        const origin = { repositoryId, source: 'sync', requestedAt } as const;
        const listed = theirs.nodes.filter((each) => each !== null);
        const ids = new Set(listed.map(({ databaseId }) => databaseId));
        const isWhole = ids.size === theirs.totalCount;
        const deleted = [...ours].filter(([id]) => isWhole && !ids.has(id));
        return [
          ...deleted.map(([id, raw]) =>
            observeDeletion(branchProtectionRules, { key: { repository_id: repositoryId, id }, raw }, origin),
          ),
          ...listed.flatMap((each) => {
            const raw = each.databaseId === null ? undefined : ours.get(each.databaseId);
            const converted = toRaw(each, raw ?? {});
            if (each.databaseId === null || (raw !== undefined && hasAll(raw, converted))) return [];
            return [observeFetched(branchProtectionRules, { id: each.databaseId, ...converted }, origin)];
          }),
        ];
      },
    );
    await storeAnswers(database, observations);
    const repositoryIds = new Set(observations.flatMap(({ repositoryId }) => repositoryId ?? []));
    return [...repositoryIds].map((repositoryId): Difference => ({ repositoryId, of: { signal: 'rules' } }));
  },
};

/** Converts a rule to its event's format, with the stored level unless GraphQL contradicts it. */
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
    // If no review is required, the number and the names have no meaning.
    ...(isOn(theirs, 'requiresApprovingReviews') && {
      required_approving_review_count: theirs.requiredApprovingReviewCount ?? 0,
    }),
    ...(isOn(theirs, 'requiresStatusChecks') && {
      required_status_checks: (theirs.requiredStatusCheckContexts ?? []).toSorted(),
    }),
  };
}

const hasAll = (raw: JsonObject, converted: JsonObject): boolean =>
  Object.entries(converted).every(([key, value]) => textOf(raw[key]) === textOf(value));

/** Lists of names are unordered. */
const textOf = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
