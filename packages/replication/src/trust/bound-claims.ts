import type { Observation } from '@hubtwin/database';
import { organizationIdOf, resources, UnusableDeliveryError } from '@hubtwin/resources';
import type { Interpretation } from '../interpret-delivery.ts';

/** The owner of the hook that signed a delivery. */
export interface HookOwner {
  /** The webhook config of the secret. */
  configId: number;
  /** The hook's repository; null for an organisation's. */
  repositoryId: number | null;
  /** `owner/name` of the repository, or the login of the organisation. */
  target: string;
  /** The organisation's id; null for a repository, or while unknown. */
  ownerId: number | null;
}

/** A repository according to GitHub's own answer. */
export interface KnownRepository {
  ownerId: number | null;
  ownerLogin: string | null;
}

const claimed = new Map(resources.map(({ name, claims }) => [name, claims]));

/**
 * Keeps the observations of a delivery that the owner of the hook may report: everyone who administers a repository
 * knows the secrets of its hooks, and can sign anything with them.
 *
 * - Objects of the hook's repository, or of a repository of its organisation, are kept.
 *
 * - Objects of a repository that was never fetched are dropped: it must be requested, because only GitHub's answer
 * proves its owner.
 *
 * - Objects of the App are dropped.
 *
 * - Objects of an organisation are kept if the hook is that organisation's, by its id.
 *
 * - Objects of a repository that may be its owner's, such as runners, change nothing of the owner if the hook is the
 * repository's.
 *
 * - Objects without a repository, such as accounts, count as older than any other observation.
 *
 * @param known the delivery's repository, if it was fetched.
 * @throws UnusableDeliveryError if the delivery is about a repository of another owner.
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
    if (seen.resource.inOrganization === true) return isOfOrganization(seen, owner) ? [seen] : [];
    if (kind === 'shared') return [{ ...seen, clock: '' }];
    if (repositoryId === null || seen.repositoryId !== repositoryId) return [];
    const { ofOwner } = seen;
    const isConfined = owner.repositoryId !== null && ofOwner !== undefined;
    return [isConfined ? { ...seen, ofOwner: { ...ofOwner, isConfined } } : seen];
  });
  const listsToRead = isUnknown ? [] : interpretation.listsToRead;
  return { ...interpretation, observations, listsToRead, installationId: null, isUnknown };
}

/** By id alone: anyone may create a hook for an organisation whose login a payload claims. */
const isOfOrganization = ({ raw }: Observation, owner: HookOwner): boolean =>
  owner.repositoryId === null && owner.ownerId !== null && organizationIdOf(raw) === owner.ownerId;

/** A login may belong to another organisation by now. */
const isOf = ({ ownerId, ownerLogin }: KnownRepository, owner: HookOwner): boolean =>
  owner.ownerId !== null && ownerId !== null ? ownerId === owner.ownerId : isLogin(ownerLogin, owner.target);

const isLogin = (login: string | null, target: string): boolean =>
  login !== null && login.toLowerCase() === target.toLowerCase();
