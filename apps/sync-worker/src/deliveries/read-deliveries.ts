import {
  type ClaimedDelivery,
  type ConfiguredHook,
  findFetchedRepositories,
  findHooks,
  findOwnTokens,
  findUntracked,
  findWatchedBranches,
  type Observation,
} from '@hubtwin/database';
import {
  type BranchPush,
  boundClaims,
  type Discoverer,
  decodeBody,
  type Interpretation,
  interpretDelivery,
  readPush,
  resources,
  UnusableDeliveryError,
  whyFiltered,
} from '@hubtwin/replication';
import { z } from 'zod';
import type { SyncWorkerContext } from '../context.ts';
import { mostAttempts } from '../retry.ts';

/** An account, and the login that it has since. */
export interface RenamedAccount {
  id: number;
  login: string;
}

/** A delivery as it is to be applied. */
export interface ReadDelivery {
  delivery: ClaimedDelivery;
  interpretation: Interpretation;
  /** Why none of it is applied; null where it is. */
  filtered: string | null;
  /** Null where it moves no branch. */
  push: BranchPush | null;
  /** GitHub's id of the hook that sent it, and that it says is deleted; null: it says no such thing. */
  deletedHookId: number | null;
  /** The account that it says has another login now; null: it says no such thing. */
  renamed: RenamedAccount | null;
  /** The organisation whose hook tells of a repository that GitHub has not shown yet; null: none does. */
  discoveredBy: Discoverer | null;
}

/**
 * Reads deliveries: what each says, as far as whoever signed it may say it, and as far as the filters of its hook want
 * it.
 *
 * @param fail called for each delivery that cannot be read.
 */
export async function readDeliveries(
  { database, github }: Pick<SyncWorkerContext, 'database' | 'github'>,
  claimed: readonly ClaimedDelivery[],
  fail: (delivery: ClaimedDelivery, error: unknown) => Promise<void>,
): Promise<ReadDelivery[]> {
  const configIds = claimed.flatMap(({ webhookConfigId }) => webhookConfigId ?? []);
  const hooks = await findHooks(database, [...new Set(configIds)]);
  const found: ReadDelivery[] = [];
  for (const delivery of claimed) {
    try {
      found.push(read(delivery, hooks.get(delivery.webhookConfigId ?? 0)));
    } catch (error) {
      await fail(delivery, error);
    }
  }
  const repositoryIds = [
    ...new Set(found.flatMap(({ interpretation }) => interpretation.repositoryId ?? [])),
  ];
  const bounded = await boundAll(found, { database, hooks, fail });
  dropUntracked(bounded, await findUntracked(database, repositoryIds));
  const { confirmable, others } = await splitByCredential({ database, github }, bounded, repositoryIds);
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

/** GitHub renames all repositories of an account with it, and sends this alone. */
function readRenamed(event: string, payload: unknown): RenamedAccount | null {
  if (event !== 'installation_target' && event !== 'organization') return null;
  const { account, organization } = renaming.safeParse(payload).data ?? {};
  const { id, login } = (event === 'organization' ? organization : account) ?? {};
  return id === undefined || login === undefined ? null : { id, login };
}

const deletedHook = z.looseObject({ action: z.literal('deleted'), hook_id: z.int() });

function read(delivery: ClaimedDelivery, hook: ConfiguredHook | undefined): ReadDelivery {
  const { body, headers, event, receivedAt, missedAt, sameBodyAs, webhookConfigId } = delivery;
  if (delivery.attempts > mostAttempts) throw new Error('it ended the process at every attempt');
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
  // What is left out is not even looked into: no resource listens.
  const interpretation = interpretDelivery(
    { event, payload, receivedAt, missedAt },
    leftOut === null ? resources : [],
  );
  // Whose it is nobody can say any more.
  if (isOrphaned) Object.assign(interpretation, { repositoryId: null, installationId: null });
  const deletedHookId =
    event === 'meta' && !isOrphaned ? (deletedHook.safeParse(payload).data?.hook_id ?? null) : null;
  // The filters of a hook are for what it reports, and not for its own end.
  const filtered = deletedHookId === null ? leftOut : null;
  const said = filtered === null ? readRenamed(event, payload) : null;
  // An organisation's hook speaks of that organisation alone.
  const isOwn = webhookConfigId === null || (hook?.repositoryId === null && hook.ownerId === said?.id);
  const renamed = isOwn ? said : null;
  if (deletedHookId !== null || renamed !== null) interpretation.handled = true;
  const push = readPush(event, payload);
  return { delivery, interpretation, filtered, push, deletedHookId, renamed, discoveredBy: null };
}

/** Leaves of deliveries of hooks of our own what their owners may speak of. */
async function boundAll(
  deliveries: readonly ReadDelivery[],
  {
    database,
    hooks,
    fail,
  }: Pick<SyncWorkerContext, 'database'> & {
    hooks: ReadonlyMap<number, ConfiguredHook>;
    fail: (delivery: ClaimedDelivery, error: unknown) => Promise<void>;
  },
): Promise<ReadDelivery[]> {
  const ownerOf = ({ delivery }: ReadDelivery) => hooks.get(delivery.webhookConfigId ?? 0);
  const owned = deliveries.filter((each) => ownerOf(each) !== undefined);
  const known = await findFetchedRepositories(database, [
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
      await fail(each.delivery, error);
    }
  }
  return bounded;
}

/** What is told of repositories that are not tracked is not applied. */
function dropUntracked(deliveries: readonly ReadDelivery[], untracked: ReadonlySet<number>): void {
  for (const each of deliveries) {
    const { repositoryId } = each.interpretation;
    if (repositoryId === null || !untracked.has(repositoryId)) continue;
    const isOfHook = each.deletedHookId !== null;
    each.interpretation = { ...each.interpretation, observations: [], handled: isOfHook };
    if (!isOfHook) each.filtered ??= 'the repository is not tracked';
    each.push = null;
  }
}

/** Without a configured credential, only what is about a repository with a token of its own can be confirmed. */
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

/** The deletion of a branch ends what its projects show: GitHub has to confirm it. */
async function confirmWatchedBranches(
  database: SyncWorkerContext['database'],
  deliveries: readonly ReadDelivery[],
): Promise<void> {
  const isDeletion = ({ resource, gone }: Observation) => gone === true && resource.name === 'branches';
  const branchOf = ({ key }: Observation) => ({
    repositoryId: Number(key.repository_id),
    name: `${key.name}`,
  });
  const deletions = deliveries.flatMap(({ interpretation }) =>
    interpretation.observations.filter(isDeletion),
  );
  if (deletions.length === 0) return;
  const watched = await findWatchedBranches(database, deletions.map(branchOf));
  for (const observation of deletions) {
    const { repositoryId, name } = branchOf(observation);
    if (watched.has(`${repositoryId}/${name}`)) observation.needsConfirmation = true;
  }
}

/** Where there is no credential, nothing can be confirmed: what the deployment's secrets signed takes effect. */
function acceptClaims(deliveries: readonly ReadDelivery[]): void {
  for (const { delivery, interpretation } of deliveries) {
    if (delivery.webhookConfigId !== null) continue;
    for (const observation of interpretation.observations) observation.accepted = true;
  }
}
