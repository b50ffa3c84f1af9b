import type { Repository } from './model.ts';

/** Stars of everybody, also of those outside the world. */
export function starsOf({ stargazers, strangersStars }: Repository): number {
  return stargazers.size + strangersStars;
}
