import type { CallOptions } from '@hubtwin/github';
import type { ResourceDefinition } from '@hubtwin/resources';
import type { Withheld } from '../answers/withheld.ts';
import { withheldList } from '../answers/withheld-list.ts';
import type { RepositoryView } from './create-repository-view.ts';
import type { FetchTarget } from './fetch-target.ts';
import type { OrganizationView } from './open-organization.ts';

/**
 * Requests objects of a repository with its view. A 404 counts as a deletion only if the repository is visible, the
 * feature is on, and its list is answered; the list is requested at most once.
 */
export function targetOf(
  definition: ResourceDefinition,
  view: RepositoryView,
  call: CallOptions,
): FetchTarget {
  const { item, list } = definition;
  const { owner, repo, repositoryId } = view;
  // A name, such as that of a branch, exists in every repository.
  const isGlobal = !definition.key.includes('repository_id') && !definition.key.includes('scope');
  // A request by id has no name.
  const named = (route: string, parameters: Record<string, unknown>) =>
    route.includes('{owner}') ? { owner, repo, ...parameters } : parameters;
  let listed: Promise<Withheld | null> | undefined;

  /** Whether GitHub returns the list of such objects. */
  async function requestList(): Promise<Withheld | null> {
    if (list === undefined || list.of !== undefined || list.byParent?.nodes !== undefined) return null;
    if (list.byParent?.isOnlyList === true || list.ofHeads !== undefined) return null;
    try {
      await view.github.fetch(list.route, { owner, repo, ...list.query, per_page: 1 }, call);
      return null;
    } catch (error) {
      const withheld = await withheldList(error, list, view, call);
      if (withheld === undefined) throw error;
      return withheld;
    }
  }

  return {
    repositoryId,
    fetch: (route, parameters, { isExpected, ...options }) =>
      isGlobal
        ? view.proved(options, async (github) => {
            const result = await github.fetch(route, named(route, parameters), options);
            return { result, isProved: isExpected(result.data) };
          })
        : view.github.fetch(route, named(route, parameters), options),
    async withheldBy(meaning, { isLast, isListed }) {
      const { state, reason } = meaning;
      if (state === 'disabled') return { state, reason, isOfList: true };
      const repositoryStatus = await view.repositoryStatus(call);
      if (!repositoryStatus.isVisible)
        return { state: repositoryStatus.state, reason: repositoryStatus.reason, isOfList: false };
      if (item?.isHidden === true) return { state: 'inaccessible', reason, isOfList: false };
      if (repositoryStatus.isOff(list?.feature)) return { state: 'disabled', reason, isOfList: true };
      if (repositoryStatus.blocked !== null)
        return { state: 'blocked', reason: repositoryStatus.blocked, isOfList: false };
      if (state === 'blocked') return { state, reason, isOfList: false };
      const requestsList = !isListed && (state === 'refused' || isLast);
      if (requestsList) listed ??= requestList();
      const ofList = requestsList ? ((await listed) ?? null) : null;
      if (ofList !== null) return ofList;
      return state === 'refused' || state === 'empty' ? { state: 'refused', reason, isOfList: false } : null;
    },
  };
}

/** Requests objects of an organisation, which is added to them. */
export const organizationTarget = ({ github, organization }: OrganizationView): FetchTarget =>
  unboundTarget(async (route, parameters, { isExpected: _, ...options }) => {
    const response = await github.fetch(route, { org: organization.login, ...parameters }, options);
    return { ...response, data: { ...Object(response.data), organization } };
  });

/** Objects outside repositories: every credential can access them, or their whole list is read before they are deleted. */
export const unboundTarget = (fetch: FetchTarget['fetch']): FetchTarget => ({
  repositoryId: null,
  fetch,
  async withheldBy({ state, reason }) {
    if (state === 'absent' || state === 'deleted') return null;
    return { state: state === 'empty' ? 'refused' : state, reason, isOfList: false };
  },
});
