import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import type { ReadParameters } from './read-parameters.ts';

/** The numbers of a list of issues or pull requests, computed once for all of its pages. */
export interface KeptLists {
  /** The last list of this kind, if it was requested with the same query and nothing has changed since. */
  of(
    repository: Repository,
    kind: 'issues' | 'pulls',
    query: ReadParameters,
    make: () => number[],
  ): readonly number[];
}

interface KeptList {
  requested: string;
  changes: number;
  numbers: readonly number[];
  /** The names of the parameters that determined it. */
  read: readonly string[];
}

/** Parameters that select a part of a list, not its content. */
const places: ReadonlySet<string> = new Set(['page', 'per_page', 'after', 'before']);

export function createKeptLists(world: World): KeptLists {
  const kept = { issues: new WeakMap<Repository, KeptList>(), pulls: new WeakMap<Repository, KeptList>() };
  return {
    of(repository, kind, query, make) {
      const requested = [...query].filter(([name]) => !places.has(name)).join('&');
      const last = kept[kind].get(repository);
      if (last?.requested === requested && last.changes === world.changes) {
        for (const name of last.read) query.get(name);
        return last.numbers;
      }
      const numbers = make();
      kept[kind].set(repository, { requested, changes: world.changes, numbers, read: query.read() });
      return numbers;
    },
  };
}
