import type { Random } from '../world/random.ts';

/** The number of objects of each kind in a repository. */
export interface RepositorySize {
  /** Commits of the default branch, including the first. */
  commits: number;
  issues: number;
  pullRequests: number;
  runs: number;
  /** In addition to the default one and those of open pull requests. */
  branches: number;
  /** In addition to the nine of every new repository. */
  labels: number;
  milestones: number;
  releases: number;
  stars: number;
}

/** The largest ordinary repository of a company. */
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
 * The size of a repository of a rank, from 1, by a power law: that of the largest, divided by `rank ** skew`, with each
 * number varied by up to a half. With a skew of 1 (Zipf's law), the tenth has a tenth.
 */
export function sizeOfRank(random: Random, rank: number, skew: number): RepositorySize {
  const count = (max: number) => Math.round((max / rank ** skew) * (0.5 + random.fraction()));
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
