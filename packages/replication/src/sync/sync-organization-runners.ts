import { type Database, storeObservations } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import { organizationRunners } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { cleanReason } from '../answers/clean-reason.ts';
import { observeDeletion } from '../observe.ts';
import { observeItems } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';

/**
 * Reads the self-hosted runners of an organisation into the twin: GitHub sends no events about registrations,
 * removals or status.
 *
 * @returns why GitHub does not return them; null: it does.
 */
export async function syncOrganizationRunners(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  organization: { id: number; login: string },
  call: CallOptions,
): Promise<string | null> {
  const { route } = organizationRunners.list ?? {};
  if (route === undefined) return null;
  const seen = new Set<number>();
  let begunAt: Date | undefined;
  let areAllReadable = true;
  try {
    for await (const { items, nulls, response } of view.pages(
      route,
      { org: organization.login, per_page: 100 },
      call,
    )) {
      const { requestedAt } = response;
      begunAt ??= requestedAt;
      const listed = { items: items.map((item) => ({ ...Object(item), organization })), nulls };
      const origin = { repositoryId: null, source: 'sync', requestedAt } as const;
      const { observations, unreadable } = observeItems(organizationRunners, listed, origin);
      for (const { key } of observations) seen.add(Number(key.id));
      const stored = await storeAnswers(database, observations);
      areAllReadable &&= unreadable.count + stored.unreadable.count === 0;
    }
  } catch (error) {
    if (error instanceof GitHubPermissionError || error instanceof GitHubNotFoundError)
      return `runners of ${organization.login}: refused (${cleanReason(error.message)})`;
    throw error;
  }
  // Unreadable objects may be the ones that are not listed.
  if (begunAt !== undefined && areAllReadable)
    await dropUnlisted(database, organization.id, { seen, requestedAt: begunAt });
  return null;
}

/** Absence from the whole list proves that a runner was removed: it cannot be requested. */
async function dropUnlisted(
  database: Kysely<Database>,
  organizationId: number,
  { seen, requestedAt }: { seen: ReadonlySet<number>; requestedAt: Date },
): Promise<void> {
  const scope = `orgs/${organizationId}`;
  const rows = await database
    .selectFrom('runners')
    .select(['id', 'raw'])
    .where('scope', '=', scope)
    .where('deleted_at', 'is', null)
    .execute();
  const lost = rows.filter(({ id }) => !seen.has(id));
  if (lost.length === 0) return;
  const origin = { repositoryId: null, source: 'sync', requestedAt } as const;
  const observations = lost.map(({ id, raw }) =>
    observeDeletion(organizationRunners, { key: { scope, id }, raw }, origin),
  );
  await storeObservations(database, observations);
}
