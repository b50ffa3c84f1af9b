import { defineResource } from '../define-resource.ts';
import { on, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { id, text, time } from '../field-kinds.ts';
import { toClock } from '../github-types.ts';
import type { JsonObject } from '../json-object.ts';
import { omit } from '../omit.ts';

const fields = { id: id(), name: text(), created_at: time(), updated_at: time() };

const githubRule = objectOf(fields);

/** Keys that are not settings. */
const identity = ['id', 'repository_id', 'name', 'created_at', 'updated_at'];

/**
 * Rules that protect the branches whose name matches. REST has no list of them; only events and GraphQL report them.
 */
export const branchProtectionRules = defineResource({
  name: 'branch_protection_rules',
  permission: 'administration',
  // The key includes the repository, because no request proves a rule's repository: a forged rule then cannot block
  // another one.
  key: ['repository_id', 'id'],
  keyOf: ({ id }, repositoryId) => ({ repository_id: repositoryId ?? 0, id }),
  inRepository: true,
  fields,
  schema: githubRule,
  drift: { probe: ['rules'] },
  clock: (rule) => toClock(rule.updated_at),
  columns: (rule: JsonObject) => ({ settings: omit(rule, identity) }),
  changes: ['name', 'settings'],
  events: {
    // Some edits do not change `updated_at`, and no request can resolve that: the last to arrive wins.
    branch_protection_rule: on({ rule: githubRule }, ({ action, rule }, { sentAt }) => [
      {
        ...whole(rule),
        progress: sentAt,
        ...(action === 'deleted' ? { isDeleted: true, asOf: sentAt } : {}),
      },
    ]),
  },
});
