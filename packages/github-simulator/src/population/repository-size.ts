import type { Random } from '../world/random.ts';

/** How much of everything a repository has. */
export interface RepositorySize {
  /** Of the default branch, the first one among them. */
  commits: number;
  issues: number;
  pullRequests: number;
  runs: number;
  /** Besides the default one and those of open pull requests. */
  branches: number;
  /** Besides the nine that GitHub gives every repository. */
  labels: number;
  milestones: number;
  releases: number;
  stars: number;
}

/** The largest of a company's ordinary repositories. */
const largest: Readonly<RepositorySize> = {
  commits: 4_000,
  issues: 1_500,
  pullRequests: 900,
  runs: 2_000,
  branches: 60,
  labels: 40,
  milestones: 30,
  releases: 120,
  stars: 8_000,
};

/**
 * The size of the repository of a rank, from 1, by a power law: the largest's, divided by `rank ** skew`, each
 * count for itself up to a half more or less. With a skew of 1 (Zipf's), the tenth has a tenth.
 */
export function sizeOfRank(random: Random, rank: number, skew: number): RepositorySize {
  const count = (most: number) => Math.round((most / rank ** skew) * (0.5 + random.fraction()));
  return {
    commits: Math.max(1, count(largest.commits)),
    issues: count(largest.issues),
    pullRequests: count(largest.pullRequests),
    runs: count(largest.runs),
    branches: count(largest.branches),
    labels: count(largest.labels),
    milestones: count(largest.milestones),
    releases: count(largest.releases),
    stars: count(largest.stars),
  };
}
