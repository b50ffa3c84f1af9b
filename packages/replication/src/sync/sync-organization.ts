import { type Database, findOfOrganization, storeObservations } from '@hubtwin/database';
import { type CallOptions, type GitHub, GitHubNotFoundError, GitHubPermissionError } from '@hubtwin/github';
import { type ListSource, type ResourceDefinition, resources } from '@hubtwin/resources';
import type { Kysely } from 'kysely';
import { cleanReason } from '../answers/clean-reason.ts';
import { keyTextOf } from '../fetch/read-list.ts';
import { observeDeletion } from '../observe.ts';
import { observeItems } from '../observe-items.ts';
import { storeAnswers } from '../store-answers.ts';

interface Organization {
  id: number;
  login: string;
}

interface SyncContext {
  database: Kysely<Database>;
  view: GitHub;
}

const listed = resources.flatMap((definition) =>
  definition.list?.of === 'organization' ? [{ definition, list: definition.list }] : [],
);

/**
 * Reads the lists of an organisation into the twin.
 *
 * @returns the lists that GitHub does not return, with the reasons.
 */
export async function syncOrganization(
  context: SyncContext,
  organization: Organization,
  call: CallOptions,
): Promise<string[]> {
  const refused: string[] = [];
  for (const { definition, list } of listed) {
    try {
      await readList(definition, list, { ...context, organization, call });
    } catch (error) {
      if (!(error instanceof GitHubPermissionError) && !(error instanceof GitHubNotFoundError)) throw error;
      refused.push(`${definition.table} of ${organization.login}: refused (${cleanReason(error.message)})`);
    }
  }
  return refused;
}

/** GitHub's objects do not contain the organisation: it is added to each. */
async function readList(
  definition: ResourceDefinition,
  { route, query }: ListSource,
  { database, view, organization, call }: SyncContext & { organization: Organization; call: CallOptions },
): Promise<void> {
  const seen = new Set<string>();
  let begunAt: Date | undefined;
  let areAllReadable = true;
  const parameters = { org: organization.login, per_page: 100, ...query };
  for await (const { items, nulls, response } of view.pages(route, parameters, call)) {
    const { requestedAt } = response;
    begunAt ??= requestedAt;
    const listed = { items: items.map((item) => ({ ...Object(item), organization })), nulls };
    const origin = { repositoryId: null, source: 'sync', requestedAt } as const;
    const { observations, unreadable } = observeItems(definition, listed, origin);
    for (const { key } of observations) seen.add(keyTextOf(key, definition));
    const stored = await storeAnswers(database, observations);
    areAllReadable &&= unreadable.count + stored.unreadable.count === 0;
  }
  // Unreadable objects may be the ones that are not listed.
  if (begunAt === undefined || !areAllReadable) return;
  // Absence from the whole list is the proof of a deletion: the objects cannot be requested.
  const origin = { repositoryId: null, source: 'sync', requestedAt: begunAt } as const;
  const stored = await findOfOrganization(database, definition, organization.id);
  const lost = stored.filter(({ key }) => !seen.has(keyTextOf(key, definition)));
  await storeObservations(
    database,
    lost.map((object) => observeDeletion(definition, object, origin)),
  );
}
