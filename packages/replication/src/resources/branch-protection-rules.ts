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

/** What is not a setting. */
const identity = ['id', 'repository_id', 'name', 'created_at', 'updated_at'];

/** What protects the branches that a name or a pattern fits. Only its event tells of it. */
export const branchProtectionRules = defineResource({
  name: 'branch_protection_rules',
  table: 'branch_protection_rules',
  permission: 'administration',
  // Nothing can be fetched that says whose a rule is: one that is forged stands in the way of no other.
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
    // Some edits leave `updated_at` as it was, and nothing could be asked: of those the last to arrive stands.
    branch_protection_rule: on({ rule: githubRule }, ({ action, rule }, { sentAt }) => [
      {
        ...whole(rule),
        progress: sentAt,
        ...(action === 'deleted' ? { gone: true, asOf: sentAt } : {}),
      },
    ]),
  },
});
