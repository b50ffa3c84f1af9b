import type { Repository } from '../world/model.ts';

/** Who asks: what they may see, and their primary rate limit as it was before this query. */
export interface GraphqlViewer {
  canSee(repository: Repository): boolean;
  rateLimit: { limit: number; remaining: number; used: number; resetAt: Date };
}
