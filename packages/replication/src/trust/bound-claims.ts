import type { Observation } from '@hubtwin/database';
import { UnusableDeliveryError } from '../define-resource.ts';
import type { Interpretation } from '../interpret-delivery.ts';
import { resources } from '../resources/index.ts';

/** Whose hook signed a delivery: what it may speak of. */
export interface HookOwner {
  /** The webhook config with the secret. */
  configId: number;
  /** The hook's repository; null of an organisation's. */
  repositoryId: number | null;
  /** `owner/name` of the repository, or the login of the organisation. */
  target: string;
  /** The organisation's id; null of a repository, or where it is not known yet. */
  ownerId: number | null;
}

/** A repository as GitHub's own answer has it. */
export interface KnownRepository {
  ownerId: number | null;
  ownerLogin: string | null;
}

const claimed = new Map(resources.map(({ name, claims }) => [name, claims]));

/**
 * Leaves of a delivery what the owner of the hook may speak of: whoever administers a repository knows the secret of
 * its hooks, and can sign anything with it.
 *
 * - What belongs to the hook's repository, or to a repository of its organisation, stays.
 * - Of a repository that GitHub has not shown yet nothing stays: it is to be requested, as only GitHub's answer says
 *   whose it is.
 * - What belongs to the App is dropped.
 * - What belongs to nobody, such as accounts, counts as older than anything else that is known of it.
 *
 * @param known the delivery's repository, where GitHub has shown it.
 * @throws UnusableDeliveryError where the delivery is about a repository of somebody else.
 */
export function boundClaims(
  interpretation: Interpretation,
  owner: HookOwner,
  known: KnownRepository | undefined,
): Interpretation & { isUnknown: boolean } {
  const { repositoryId, repositoryOwner } = interpretation;
  const isOwn =
    owner.repositoryId === null
      ? repositoryId === null ||
        (known === undefined ? isLogin(repositoryOwner, owner.target) : isOf(known, owner))
      : repositoryId === owner.repositoryId;
  if (!isOwn) {
    throw new UnusableDeliveryError(
      `signed with the secret of webhook config ${owner.configId}, which is valid for ${owner.target} only`,
    );
  }
  const isUnknown = repositoryId !== null && owner.repositoryId === null && known === undefined;
  const observations = interpretation.observations.flatMap((seen): Observation[] => {
    if (isUnknown) return [];
    const kind = claimed.get(seen.resource.name);
    if (kind === 'deployment') return [];
    if (kind === 'shared') return [{ ...seen, clock: '' }];
    return repositoryId === null || seen.repositoryId !== repositoryId ? [] : [seen];
  });
  return { ...interpretation, observations, installationId: null, isUnknown };
}

/** A login may be another organisation's by now. */
const isOf = ({ ownerId, ownerLogin }: KnownRepository, owner: HookOwner): boolean =>
  owner.ownerId !== null && ownerId !== null ? ownerId === owner.ownerId : isLogin(ownerLogin, owner.target);

const isLogin = (login: string | null, target: string): boolean =>
  login !== null && login.toLowerCase() === target.toLowerCase();
