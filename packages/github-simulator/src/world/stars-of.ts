import type { Repository } from './model.ts';

/** Stars by all accounts, including those outside the world. */
export function starsOf({ stargazers, strangersStars }: Repository): number {
  return stargazers.size + strangersStars;
}
