import type { Account, Repository } from '../world/model.ts';

/** The client of a query: its access, and its primary rate limit before this query. */
export interface GraphqlViewer {
  canSee(repository: Repository): boolean;
  /**
   * Whether it can read administrative data of a repository; `refused`: an App without the permission. Default: it can.
   */
  administers?(repository: Repository): boolean | 'refused';
  /** Whether it can push to a repository, as an App with any access there can for what is read. Default: it can. */
  pushes?(repository: Repository): boolean;
  /** Whether it can read the teams and members of an organisation. Default: it can. */
  readsMembers?(organization: Account): boolean;
  rateLimit: { limit: number; remaining: number; used: number; resetAt: Date };
}
