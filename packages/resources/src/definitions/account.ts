import type { z } from 'zod';
import { type ExtractedObservation, whole } from '../event-handler.ts';
import { objectOf } from '../field.ts';
import { boolean, id, name, text } from '../field-kinds.ts';
import type { JsonObject } from '../json-object.ts';

/** Stored of every account. */
export const accountFields = {
  id: id(),
  node_id: text(),
  login: name(),
  name: text(),
  type: text(),
  site_admin: boolean(),
  avatar_url: text(),
  html_url: text(),
};

export const githubAccount = objectOf(accountFields);

type Account = z.output<typeof githubAccount>;

/** The keys of an account that GitHub embeds everywhere; some events add more. */
const common = ['id', 'node_id', 'login', 'type', 'site_admin', 'avatar_url', 'html_url'] as const;

export function extractAccount(account: Account, clock: string): ExtractedObservation {
  const seen = common.flatMap((name) => (account[name] === undefined ? [] : [[name, account[name]]]));
  return { ...whole(Object.fromEntries(seen)), clock };
}

/** The start of a clock's day. */
export const dayOf = (clock: string) => `${clock.slice(0, 10)}T00:00:00.000Z`;

/**
 * The maximum depth of an account in GitHub's events: `changes.new_issue.assignees[0]`,
 * `pull_request.head.repo.owner`.
 */
const depth = 5;

/** Extracts all accounts from a payload, each once. */
export function accountsIn(said: JsonObject, clock: string): ExtractedObservation[] {
  const found = new Map<string, ExtractedObservation>();
  const look = (value: unknown, key: string, left: number): void => {
    if (typeof value !== 'object' || value === null) return;
    const account = readAccount(value as JsonObject, key);
    if (account !== null) {
      const observation = extractAccount(account, clock);
      found.set(JSON.stringify(observation.raw), observation);
    }
    if (left === 0) return;
    for (const [name, inner] of Object.entries(value)) look(inner, name, left - 1);
  };
  look(said, '', depth);
  return [...found.values()];
}

/** Only accounts have a login; `organization` beside an event's repository has no type. */
function readAccount(value: JsonObject, key: string): Account | null {
  if (typeof value.login !== 'string' || typeof value.node_id !== 'string') return null;
  const { success, data } = githubAccount.safeParse(value);
  if (!success) return null;
  return key === 'organization' && data.type === undefined ? { ...data, type: 'Organization' } : data;
}
