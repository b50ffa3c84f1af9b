import { type Database, findPolledOrganizations, findPolledRepositories } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { syncRepository } from '../sync-repository.ts';
import { pollOrganization } from './poll-organization.ts';
import { type PolledResource, polledResources } from './polled-resources.ts';
import { settleUnregistered } from './settle-unregistered.ts';

/** A list that could not be read. */
export interface PollFailure {
  organizationId?: number;
  repositoryId?: number;
  error: unknown;
}

interface PollContext {
  database: Kysely<Database>;
  github: GitHubClient;
  call: CallOptions;
}

const listsAtOnce = 10;
/** A name that GitHub returned within this time is not requested again. */
const namedMs = 5 * 60_000;
/** How often the list of a repository is read that has only objects of no list, which are mostly its organisation's. */
const unlistedMs = 5 * 60_000;

/**
 * Reads the lists of organisations and repositories that have objects whose changes no event reports, by conditional
 * requests: none where there are no objects. A list that fails does not affect the others.
 */
export async function pollLists(
  { database, github }: Omit<PollContext, 'call'>,
  call: CallOptions,
): Promise<PollFailure[]> {
  const failures: PollFailure[] = [];
  for (const resource of polledResources)
    failures.push(...(await poll(resource, { database, github, call })));
  return failures;
}

async function poll(resource: PolledResource, context: PollContext): Promise<PollFailure[]> {
  const { definition, polled, ofOrganizations } = resource;
  const { database, github, call } = context;
  const failures: PollFailure[] = [];
  const organizationIds = await findPolledOrganizations(database, polled);
  /** When the lists of organisations were requested; null: GitHub does not return them. */
  const readAt = new Map<number, Date | null>();
  for (const list of ofOrganizations) {
    await eachOf(organizationIds, call, async (organizationId) => {
      try {
        readAt.set(organizationId, await pollOrganization(list, organizationId, context));
      } catch (error) {
        failures.push({ organizationId, error });
      }
    });
  }
  await settleUnregistered(resource, { database, readAt });
  const newest = Math.max(...[...readAt.values()].map((time) => time?.getTime() ?? 0), 0) || Date.now();
  const repositoryIds = await findPolledRepositories(database, polled, {
    unlistedSince: new Date(newest - unlistedMs),
  });
  if (repositoryIds.length === 0) return failures;
  const namedSince = new Date(Date.now() - namedMs);
  await eachOf(repositoryIds, call, async (repositoryId) => {
    try {
      const options = { database, github, namedSince, ...call };
      const { lists } = await syncRepository(repositoryId, [definition.name], options);
      for (const list of lists)
        if ('state' in list && list.error !== null) failures.push({ repositoryId, error: list.error });
    } catch (error) {
      failures.push({ repositoryId, error });
    }
  });
  await settleUnregistered(resource, { database, readAt });
  return failures;
}

/** @throws the reason of the abort. */
async function eachOf(
  ids: readonly number[],
  { signal }: CallOptions,
  work: (id: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < ids.length; start += listsAtOnce) {
    signal?.throwIfAborted();
    await Promise.all(ids.slice(start, start + listsAtOnce).map(work));
  }
}
