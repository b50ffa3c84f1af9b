import type { Repository } from '../world/model.ts';

/** Who asks: what they may see, and their primary rate limit as it was before this query. */
export interface GraphqlViewer {
  canSee(repository: Repository): boolean;
  /**
   * Whether they may read what is for those who administer a repository; `refused`: an App that is not granted it. By
   * default they may.
   */
  administers?(repository: Repository): boolean | 'refused';
  rateLimit: { limit: number; remaining: number; used: number; resetAt: Date };
}
