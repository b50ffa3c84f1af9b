import {
  type ClaimedDelivery,
  type ConfiguredHook,
  findFetchedRepositories,
  findHooks,
  findOwnTokens,
  findUntracked,
} from '@hubtwin/database';
import { type BranchPush, readPush } from '@hubtwin/projects';
import {
  boundClaims,
  type Discoverer,
  decodeBody,
  type Interpretation,
  interpretDelivery,
  whyFiltered,
} from '@hubtwin/replication';
import { resources, UnusableDeliveryError } from '@hubtwin/resources';
import { z } from 'zod';
import type { SyncWorkerContext } from '../context.ts';
import { confirmWatchedBranches } from './confirm-watched-branches.ts';
import { failDelivery } from './fail-delivery.ts';
import { maxAttempts } from './retry.ts';

/** An account, and its new login. */
export interface RenamedAccount {
  id: number;
  login: string;
}

/** A decoded delivery. */
export interface ReadDelivery {
  delivery: ClaimedDelivery;
  interpretation: Interpretation;
  /** Why none of it is applied; null if it is. */
  filtered: string | null;
  /** Null if it moves no branch. */
  push: BranchPush | null;
  /** GitHub's id of the hook that sent it, if it reports the deletion of that hook; else null. */
  deletedHookId: number | null;
  /** The account that it reports as renamed; null if none. */
  renamed: RenamedAccount | null;
  /** The organisation whose hook reports a repository that GitHub has not shown yet; null if none. */
  discoveredBy: Discoverer | null;
}

/**
 * Decodes deliveries into observations, limited to the scope of the secret that signed them and to the filters of their
 * hook.
 * Those that cannot be read fail.
 */
export async function readDeliveries(
  context: SyncWorkerContext,
  claimed: readonly ClaimedDelivery[],
): Promise<ReadDelivery[]> {
  const { database } = context;
  const configIds = claimed.flatMap(({ webhookConfigId }) => webhookConfigId ?? []);
  const hooks = await findHooks(database, [...new Set(configIds)]);
  const found: ReadDelivery[] = [];
  for (const delivery of claimed) {
    try {
      found.push(read(delivery, hooks.get(delivery.webhookConfigId ?? 0)));
    } catch (error) {
      await failDelivery(context, delivery, error);
    }
  }
  const repositoryIds = [
    ...new Set(found.flatMap(({ interpretation }) => interpretation.repositoryId ?? [])),
  ];
  const bounded = await boundAll(context, found, hooks);
  dropUntracked(bounded, await findUntracked(database, repositoryIds));
  const { confirmable, others } = await splitByCredential(context, bounded, repositoryIds);
  await confirmWatchedBranches(database, confirmable);
  acceptClaims(others);
  return bounded;
}

const named = z.looseObject({ id: z.int(), login: z.string() });
const renaming = z.looseObject({
  action: z.literal('renamed'),
  account: named.optional(),
  organization: named.optional(),
});

/** GitHub renames all repositories of an account with it, and sends only this event. */
function readRenamed(event: string, payload: unknown): RenamedAccount | null {
  if (event !== 'installation_target' && event !== 'organization') return null;
  const { account, organization } = renaming.safeParse(payload).data ?? {};
  const { id, login } = (event === 'organization' ? organization : account) ?? {};
  return id === undefined || login === undefined ? null : { id, login };
}

const deletedHook = z.looseObject({ action: z.literal('deleted'), hook_id: z.int() });

function read(delivery: ClaimedDelivery, hook: ConfiguredHook | undefined): ReadDelivery {
  const { guid, body, headers, event, receivedAt, missedAt, sameBodyAs, webhookConfigId } = delivery;
  if (delivery.attempts > maxAttempts) throw new Error('it crashed the process at every attempt');
  if (body === null || headers === null) throw new UnusableDeliveryError('retention has dropped the body');
  if (sameBodyAs !== null) {
    throw new UnusableDeliveryError(`its body was accepted before as the event ${sameBodyAs}`);
  }
  const payload = decodeBody(headers['content-type'] ?? '', body);
  const isOrphaned = webhookConfigId !== null && hook === undefined;
  const leftOut = isOrphaned
    ? 'the webhook config whose secret signed it is removed'
    : hook === undefined
      ? null
      : whyFiltered(hook, { event, payload });
  // An ignored payload is not interpreted.
  const interpretation = interpretDelivery(
    { guid, event, payload, receivedAt, missedAt },
    leftOut === null ? resources : [],
  );
  // The owner of its secret is unknown.
  if (isOrphaned) Object.assign(interpretation, { repositoryId: null, installationId: null });
  const deletedHookId =
    event === 'meta' && !isOrphaned ? (deletedHook.safeParse(payload).data?.hook_id ?? null) : null;
  // The filters of a hook apply to its events, not to its own deletion.
  const filtered = deletedHookId === null ? leftOut : null;
  const said = filtered === null ? readRenamed(event, payload) : null;
  // An organisation's hook is valid for that organisation only.
  const isOwn = webhookConfigId === null || (hook?.repositoryId === null && hook.ownerId === said?.id);
  const renamed = isOwn ? said : null;
  if (deletedHookId !== null || renamed !== null) interpretation.handled = true;
  const push = readPush(event, payload);
  return { delivery, interpretation, filtered, push, deletedHookId, renamed, discoveredBy: null };
}

/** Limits deliveries of registered hooks to the repositories of their owners. */
async function boundAll(
  context: SyncWorkerContext,
  deliveries: readonly ReadDelivery[],
  hooks: ReadonlyMap<number, ConfiguredHook>,
): Promise<ReadDelivery[]> {
  const ownerOf = ({ delivery }: ReadDelivery) => hooks.get(delivery.webhookConfigId ?? 0);
  const owned = deliveries.filter((each) => ownerOf(each) !== undefined);
  const known = await findFetchedRepositories(context.database, [
    ...new Set(owned.flatMap(({ interpretation }) => interpretation.repositoryId ?? [])),
  ]);
  const bounded: ReadDelivery[] = [];
  for (const each of deliveries) {
    const owner = ownerOf(each);
    if (owner === undefined) {
      bounded.push(each);
      continue;
    }
    try {
      const { interpretation } = each;
      const { isUnknown, ...rest } = boundClaims(
        interpretation,
        owner,
        known.get(interpretation.repositoryId ?? 0),
      );
      bounded.push({
        ...each,
        interpretation: rest,
        discoveredBy: isUnknown ? { login: owner.target, id: owner.ownerId } : null,
        push: isUnknown ? null : each.push,
      });
    } catch (error) {
      await failDelivery(context, each.delivery, error);
    }
  }
  return bounded;
}

/** Deliveries of untracked repositories are not applied. */
function dropUntracked(deliveries: readonly ReadDelivery[], untracked: ReadonlySet<number>): void {
  for (const each of deliveries) {
    const { repositoryId } = each.interpretation;
    if (repositoryId === null || !untracked.has(repositoryId)) continue;
    const isOfHook = each.deletedHookId !== null;
    each.interpretation = { ...each.interpretation, observations: [], listsToRead: [], handled: isOfHook };
    if (!isOfHook) each.filtered ??= 'the repository is not tracked';
    each.push = null;
  }
}

/** Without a configured credential, only claims about a repository with its own token can be confirmed. */
async function splitByCredential(
  { database, github }: Pick<SyncWorkerContext, 'database' | 'github'>,
  deliveries: readonly ReadDelivery[],
  repositoryIds: readonly number[],
): Promise<{ confirmable: readonly ReadDelivery[]; others: readonly ReadDelivery[] }> {
  if (github.isConfigured) return { confirmable: deliveries, others: [] };
  const tokens = await findOwnTokens(database, { repositoryIds });
  const withToken = new Set(tokens.map(({ repositoryId }) => repositoryId));
  const isConfirmable = ({ interpretation }: ReadDelivery) => withToken.has(interpretation.repositoryId ?? 0);
  return {
    confirmable: deliveries.filter(isConfirmable),
    others: deliveries.filter((each) => !isConfirmable(each)),
  };
}

/** Without a credential, nothing can be confirmed: claims signed with the deployment's secrets take effect. */
function acceptClaims(deliveries: readonly ReadDelivery[]): void {
  for (const { delivery, interpretation } of deliveries) {
    if (delivery.webhookConfigId !== null) continue;
    for (const observation of interpretation.observations) observation.accepted = true;
  }
}
