import type { Repository } from '../world/model.ts';

/** Which statistics GitHub has worked out already. */
export interface ComputedStatistics {
  /** Whether one is there for the head of the default branch; whoever asks first has it worked out. */
  has(kind: string, repository: Repository): boolean;
}

/**
 * GitHub keeps statistics for the sha of the default branch, and answers 202 while it works them out: here, to the
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
