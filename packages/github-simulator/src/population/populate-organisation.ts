import { addRepository } from '../commands/add-repository.ts';
import type { Simulator } from '../create-simulator.ts';
import { ciWorkflow } from '../scenario/demo-organisation.ts';
import { fullNameOf } from '../world/full-name.ts';
import { findAccount } from '../world/lookup.ts';
import type { Account, Repository } from '../world/model.ts';
import { timestamp } from '../world/timestamp.ts';
import { addPeople } from './add-people.ts';
import { fillRepository } from './fill-repository.ts';
import { newPhrases } from './new-phrases.ts';
import { freeName, profileOf } from './repository-profile.ts';
import { type RepositorySize, sizeOfRank } from './repository-size.ts';

export interface PopulationOptions {
  /** Login of the owner; default: the default organisation. */
  owner?: string;
  /** Number of repositories of ordinary sizes: few are large, most are nearly empty. Default: 0. */
  repositories?: number;
  /** How fast their sizes decrease with their rank: 1, the default, is Zipf's law; 0 makes all of one size. */
  skew?: number;
  /** Additional repositories of given sizes: public, not archived. Omitted counts are 0. */
  sized?: readonly (Partial<RepositorySize> & { name: string })[];
  /**
   * Number of users who join and are the authors; with 0, the existing users are. Default: 25, and one more for every
   * four repositories.
   */
  people?: number;
  /** Age of the oldest repositories in years; default: 8. */
  years?: number;
}

const dayMs = 24 * 60 * 60_000;

const isUser = ({ type }: Account) => type === 'User';

const nothing: RepositorySize = {
  commits: 1,
  issues: 0,
  pullRequests: 0,
  runs: 0,
  branches: 0,
  labels: 0,
  milestones: 0,
  releases: 0,
  stars: 0,
};

/**
 * Fills a world with repositories that are years old, without events: commits, branches, labels, milestones, issues
 * without comments, pull requests, releases, and the workflow runs of 90 days. Everything is generated from the
 * simulator's seed: the same seed, clock and options give the same world. The scenario does not use them.
 *
 * Takes about 400 bytes per commit and 500 per issue; 1,000 repositories are generated in a second, as are 100,000
 * commits.
 *
 * @returns the repositories, those of given sizes first.
 * @throws SimulatorError `refused` for an existing name, `not_found` for an unknown owner.
 */
export function populateOrganisation({ world }: Simulator, options: PopulationOptions): Repository[] {
  const { random } = world;
  const { repositories: count = 0, skew = 1, sized = [], years = 8 } = options;
  const owner = findAccount(world, options.owner ?? world.organisation.login);
  const joined = addPeople(world, options.people ?? 25 + Math.ceil(count / 4));
  const people = joined.length > 0 ? joined : [...world.accounts.values()].filter(isUser);
  const phrases = newPhrases(random);
  const now = world.time.peek();
  world.changes += 1;

  function add(name: string, size: RepositorySize, rank: number | null): Repository {
    // The large ones are old, and any of them may have been inactive for long.
    const from = now - dayMs * (30 + (years * 365 - 30) * random.fraction() ** (rank === null ? 0.2 : 0.7));
    const until = rank === null ? now : now - (now - from - 2 * dayMs) * random.fraction() ** 3;
    const crew = random.sample(people, 2 + Math.ceil(Math.sqrt(size.commits + size.issues)));
    const someone = () => crew[Math.floor(crew.length ** random.fraction()) - 1] ?? random.pick(people);
    const repository = addRepository(world, {
      repository: `${owner.login}/${name}`,
      by: someone().login,
      ...profileOf(random, name),
      private: rank !== null && random.chance(0.5),
      stars: size.stars,
      createdAt: timestamp(from),
      workflows: size.runs > 0 ? [ciWorkflow] : [],
    });
    world.populated.add(repository.id);
    fillRepository({ world, repository, size, from, until, someone, ...phrases });
    repository.archived = rank !== null && random.chance(0.1);
    return repository;
  }

  const isTaken = (name: string) => world.names.has(fullNameOf({ owner, name }).toLowerCase());
  const ranks = random.sample(
    Array.from({ length: count }, (_, index) => index + 1),
    count,
  );
  return [
    ...sized.map(({ name, ...size }) => add(name, { ...nothing, ...size }, null)),
    ...ranks.map((rank) => add(freeName(random, isTaken), sizeOfRank(random, rank, skew), rank)),
  ];
}
