import type { ListToTrack, TrackedRepository } from '@hubtwin/database';
import { resources } from '@hubtwin/resources';
import { pollsIn } from './polls-in.ts';
import { readUntilOf } from './read-until-of.ts';

const dayMs = 86_400_000;

/** Lists of repositories that nothing else shows a change of. */
export const rotatedLists: readonly ListToTrack[] = resources.flatMap(
  ({ name, table, inRepository, drift }) =>
    inRepository && 'listed' in drift && drift.listed === 'in rotation'
      ? [{ resource: name, table, isCounted: true, isNewestFirst: false, registered: drift.registered }]
      : [],
);

/** A list of a repository. */
interface PolledList {
  repositoryId: number;
  resource: string;
}

/** Chooses the lists to read after a pass over repositories. */
interface Polling {
  /** @param repositories some that GitHub returns. */
  add(repositories: readonly TrackedRepository[]): void;
  /**
   * All lists that have objects, and of the empty ones those that were read least recently: GitHub does not report a new
   * object before it is used.
   *
   * @param queries the number of queries of the pass.
   * @param listsBeside the number of other lists that the pass requests.
   */
  choose(queries: number, listsBeside: number): PolledList[];
}

export function createPolling(): Polling {
  const polled: PolledList[] = [];
  const empty: (PolledList & { readAt: number })[] = [];
  return {
    add(repositories) {
      for (const { resource } of rotatedLists) {
        for (const repository of repositories) {
          const { id: repositoryId, lists } = repository;
          const list = lists[resource];
          if ((list?.count ?? 0) > 0) polled.push({ repositoryId, resource });
          else if (isPollable(repository, resource))
            empty.push({ repositoryId, resource, readAt: readUntilOf(list)?.getTime() ?? 0 });
        }
      }
    },
    choose(queries, listsBeside) {
      const yesterday = Date.now() - dayMs;
      const listedToday = empty.filter(({ readAt }) => readAt > yesterday).length;
      const count = pollsIn(queries, { listsBeside, listedToday });
      const chosen = empty.toSorted((one, other) => one.readAt - other.readAt).slice(0, count);
      return [...chosen, ...polled].map(({ repositoryId, resource }) => ({ repositoryId, resource }));
    },
  };
}

/** Whether GitHub returns the list of a repository, as far as known. */
const isPollable = ({ restrictions }: TrackedRepository, list: string) =>
  restrictions.every(({ resource, isDue }) => resource !== list || isDue);
