import type { JsonObject } from '@hubtwin/database';
import { z } from 'zod';
import { defineResource, on, whole } from '../define-resource.ts';
import { text, time, timestamp, toClock } from '../github-types.ts';
import { omit } from '../omit.ts';

const githubRule = z.looseObject({
  id: z.number().int(),
  name: text,
  created_at: timestamp.nullish(),
  updated_at: timestamp.nullish(),
});

/** Keys that are not settings. */
const identity = ['id', 'repository_id', 'name', 'created_at', 'updated_at'];

/**
 * Rules that protect the branches whose name matches. REST has no list of them; only events and GraphQL report them.
 */
export const branchProtectionRules = defineResource({
  name: 'branch_protection_rules',
  table: 'branch_protection_rules',
  permission: 'administration',
  // The key includes the repository, because no request proves a rule's repository: a forged rule then cannot block
  // another one.
  key: ['repository_id', 'id'],
  keyOf: ({ id }, repositoryId) => ({ repository_id: repositoryId ?? 0, id }),
  inRepository: true,
  schema: githubRule,
  clock: (rule) => toClock(rule.updated_at),
  columns: (rule: JsonObject) => ({
    name: rule.name,
    settings: omit(rule, identity),
    created_at: time(rule.created_at),
    updated_at: time(rule.updated_at),
  }),
  changes: ['name', 'settings'],
  events: {
    // Some edits do not change `updated_at`, and no request can resolve that: the last to arrive wins.
    branch_protection_rule: on({ rule: githubRule }, ({ action, rule }, { sentAt }) => [
      {
        ...whole(rule),
        progress: sentAt,
        ...(action === 'deleted' ? { gone: true, asOf: sentAt } : {}),
      },
    ]),
  },
});
