import type { Repository } from '../world/model.ts';

/** The statistics that GitHub has already computed. */
export interface ComputedStatistics {
  /** Whether they exist for the head of the default branch; the first request starts the computation. */
  has(kind: string, repository: Repository): boolean;
}

/**
 * GitHub keeps statistics for the sha of the default branch, and responds with 202 while it computes them: here, to the
 * first request for each.
 *
 * @see https://docs.github.com/rest/metrics/statistics
 */
export function createComputedStatistics(): ComputedStatistics {
  const heads = new Map<string, string | undefined>();
  return {
    has(kind, { id, branches, defaultBranch }) {
      const key = `${kind} ${id}`;
      const head = branches.get(defaultBranch)?.head.sha;
      if (heads.get(key) === head) return true;
      heads.set(key, head);
      return false;
    },
  };
}
