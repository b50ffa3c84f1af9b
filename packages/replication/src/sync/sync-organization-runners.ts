import { applyObservations, type Database } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { observeFetched, observeGone } from '../observe.ts';
import { organizationRunners } from '../resources/organization-runners.ts';

/**
 * Reads the self-hosted runners of an organisation into the twin: GitHub tells of no registration, removal or
 * status, so whoever wants to know has to ask. Where that is not permitted, nothing is known of them.
 */
export async function syncOrganizationRunners(
  { database, view }: { database: Kysely<Database>; view: GitHub },
  organization: { id: number; login: string },
  call: CallOptions,
): Promise<void> {
  const { route } = organizationRunners.list ?? {};
  if (route === undefined) return;
  const seen = new Set<number>();
  let begunAt: Date | undefined;
  try {
    for await (const { items, response } of view.pages(
      route,
      { org: organization.login, per_page: 100 },
      call,
    )) {
      const { askedAt } = response;
      begunAt ??= askedAt;
      const observations = items.map((item) =>
        observeFetched(
          organizationRunners,
          { ...Object(item), organization },
          { repositoryId: null, source: 'sync', askedAt },
        ),
      );
      for (const { key } of observations) seen.add(Number(key.id));
      await database.transaction().execute((transaction) => applyObservations(transaction, observations));
    }
  } catch (error) {
    if (error instanceof GitHubPermissionError || error instanceof GitHubNotFoundError) return;
    throw error;
  }
  if (begunAt !== undefined) await dropUnlisted(database, organization.id, { seen, askedAt: begunAt });
}

/** The whole list is the proof that a runner is no more: there is nothing else to ask. */
async function dropUnlisted(
  database: Kysely<Database>,
  organizationId: number,
  { seen, askedAt }: { seen: ReadonlySet<number>; askedAt: Date },
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
  const finding = { repositoryId: null, source: 'sync', askedAt } as const;
  const observations = lost.map(({ id, raw }) =>
    observeGone(organizationRunners, { key: { scope, id }, raw }, finding),
  );
  await database.transaction().execute((transaction) => applyObservations(transaction, observations));
}
