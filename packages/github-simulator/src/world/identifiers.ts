import type { Random } from './random.ts';

/** The current magnitude of ids on github.com; past 2^32 for labels, runs, jobs and check suites. */
const magnitudes = {
  user: 48_000_000,
  organisation: 120_000_000,
  app: 900_000,
  hook: 480_000_000,
  installation: 58_000_000,
  repository: 820_000_000,
  label: 7_200_000_000,
  issue: 2_600_000_000,
  comment: 2_400_000_000,
  pullRequest: 2_100_000_000,
  review: 2_900_000_000,
  reviewComment: 2_050_000_000,
  reviewThread: 150_000_000,
  milestone: 10_000_000,
  protection: 42_000_000,
  runner: 20_000,
  team: 9_000_000,
  release: 190_000_000,
  asset: 220_000_000,
  workflow: 110_000_000,
  run: 11_000_000_000,
  job: 31_000_000_000,
  checkSuite: 30_000_000_000,
  status: 32_000_000_000,
  deployment: 2_500_000_000,
  deploymentStatus: 5_600_000_000,
} as const;

/** A kind of object with its own sequence of ids. */
export type Kind = keyof typeof magnitudes;

const maxDistance = (kind: Kind) => Math.floor(magnitudes[kind] * 0.15);

/** The highest id after which the sequence of each kind may start. */
export const highestStarts: ReadonlyMap<Kind, number> = new Map(
  (Object.keys(magnitudes) as Kind[]).map((kind) => [kind, magnitudes[kind] + maxDistance(kind)]),
);

/** Increasing ids of each kind, with gaps, as in a shared world. */
export type NextId = (kind: Kind) => number;

/**
 * Ids start at a seeded distance above the current magnitude, so that different seeds share no ids.
 *
 * @param last the last id of each kind, which it updates.
 */
export function createIdentifiers(random: Random, last: Map<Kind, number>): NextId {
  return (kind) => {
    const before = last.get(kind) ?? magnitudes[kind] + random.integer(0, maxDistance(kind));
    const id = before + random.integer(1, 40);
    last.set(kind, id);
    return id;
  };
}
