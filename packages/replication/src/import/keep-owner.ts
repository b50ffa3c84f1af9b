import { type Database, findOwnerInstallation, readCursor, saveCursor } from '@hubtwin/database';
import type { CallOptions, GitHubClient } from '@hubtwin/github';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isRecent } from '../is-recent.ts';
import { isComparedWithin } from '../sync/organization/settle-compared.ts';
import { syncOrganization } from '../sync/organization/sync-organization.ts';
import { listOwner, type Owner } from './list-owner.ts';

const dayMs = 86_400_000;
/** Maximum lag of GitHub's lists. */
const lagMs = 60_000;

const time = z.iso.datetime().nullable();
const progress = z.object({
  id: z.int().nullable(),
  /** Its last known login, and whether it is an organisation; null: unknown. */
  login: z.string().nullable().default(null),
  isOrganization: z.boolean().nullable().default(null),
  triedAt: time,
  listedAt: time,
  wholeAt: time,
  /** The tokens that read their lists then; null: unknown. */
  listedBy: z.array(z.string()).nullable().default(null),
  /** Why the last listing was incomplete; null if it was complete. */
  failure: z.string().nullable(),
});
type Progress = z.infer<typeof progress>;

interface KeptOwner {
  owner: Owner;
  /** Whether its repositories were never listed before. */
  isFirst: boolean;
}

/**
 * Reads changes of an owner that the configured tokens mirror into the twin, once per interval: the repositories that
 * changed since the last time, which costs one request, and none of the core limit if nothing changed; once a day all
 * of them. Also the self-hosted runners of an organisation. Skips an account that an installation covers.
 *
 * @param login as configured; an account that was renamed since is identified by its id.
 * @returns null if nothing is due.
 * @throws what the GitHub client throws; the next attempt follows after the interval.
 */
export async function keepOwner(
  { database, github }: { database: Kysely<Database>; github: GitHubClient },
  login: string,
  { intervalMinutes, ...call }: CallOptions & { intervalMinutes: number },
): Promise<KeptOwner | null> {
  const scope = `owner:${login}`;
  const read = progress.safeParse((await readCursor(database, scope))?.value);
  const before: Progress = read.data ?? {
    id: null,
    login: null,
    isOrganization: null,
    triedAt: null,
    listedAt: null,
    wholeAt: null,
    listedBy: null,
    failure: null,
  };
  if (isRecent(before.triedAt, intervalMinutes * 60_000)) return null;
  if ((await findOwnerInstallation(database, { login, id: before.id })) !== null) return null;
  await saveCursor(database, scope, { ...before, triedAt: new Date().toISOString() });
  const saveFailure = async (error: unknown) => {
    if (call.signal?.aborted === true) return;
    const failure = error instanceof Error ? error.message : String(error);
    await saveCursor(database, scope, { ...before, triedAt: new Date().toISOString(), failure });
  };
  const isWhole = before.listedAt === null || !isRecent(before.wholeAt, dayMs);
  const since = isWhole || before.listedAt === null ? null : new Date(Date.parse(before.listedAt) - lagMs);
  const named = isWhole ? namedBy(before, login) : (knownAs(before) ?? namedBy(before, login));
  const { owner, listedAt, listedBy, postponed } = await listOwner({ database, github }, named, {
    since,
    listedBy: before.listedBy,
    ...call,
  }).catch(async (error: unknown) => {
    await saveFailure(error);
    throw error;
  });
  // What a token without budget may access is listed the next time, from the same time on.
  const next = postponed === null ? listedAt.toISOString() : before.listedAt;
  await saveCursor(database, scope, {
    id: owner.id,
    login: owner.login,
    isOrganization: owner.isOrganization,
    triedAt: new Date().toISOString(),
    listedAt: next,
    wholeAt: isWhole ? next : before.wholeAt,
    // A token that was exhausted continues at the earlier time.
    listedBy: postponed === null ? listedBy : before.listedBy,
    failure: postponed?.message ?? null,
  });
  if (owner.isOrganization) {
    // Unless its repositories are not probed.
    const isCompared = await isComparedWithin(database, owner.id, 2 * intervalMinutes * 60_000);
    await syncOrganization({ database, view: github.forTokens() }, owner, { isCompared, ...call });
  }
  return { owner, isFirst: before.listedAt === null };
}

const namedBy = ({ id }: Progress, login: string) => (id === null ? { login } : { id });

/** The owner as of the last time. */
const knownAs = ({ id, login, isOrganization }: Progress): Owner | null =>
  id === null || login === null || isOrganization === null ? null : { id, login, isOrganization };
