import type { components } from '@octokit/openapi-types';
import type { Repository } from '../../world/model.ts';
import { starsOf } from '../../world/stars-of.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import { numberRange } from './number-range.ts';
import type { Qualifier, Searched } from './search.ts';
import { timeRange } from './time-range.ts';

const time =
  (of: (repository: Repository) => string): Qualifier<Repository> =>
  (value) => {
    const isIn = timeRange(value);
    return isIn && ((repository) => isIn(of(repository)));
  };

const count =
  (of: (repository: Repository) => number): Qualifier<Repository> =>
  (value) => {
    const isIn = numberRange(value);
    return isIn && ((repository) => isIn(of(repository)));
  };

const states: Readonly<Record<string, (repository: Repository) => boolean>> = {
  public: (repository) => !repository.private,
  private: (repository) => repository.private,
};

/** @see https://docs.github.com/search-github/searching-on-github/searching-for-repositories */
export const searchedRepositories: Searched<Repository, components['schemas']['repo-search-result-item']> = {
  items: (repositories) => [...repositories],
  qualifiers: {
    is: (value) => states[value] ?? null,
    language: (value) => (repository) => repository.language?.toLowerCase() === value.toLowerCase(),
    topic: (value) => (repository) => repository.topics.includes(value.toLowerCase()),
    archived: (value) => (repository) => repository.archived === (value === 'true'),
    fork: (value) => (repository) => value === 'true' || (repository.parent !== null) === (value === 'only'),
    stars: count(starsOf),
    forks: count(({ forks }) => forks),
    size: count(({ size }) => size),
    created: time(({ createdAt }) => createdAt),
    pushed: time(({ pushedAt }) => pushedAt),
  },
  texts: {
    name: ({ name }) => name,
    description: ({ description }) => description ?? '',
    topics: ({ topics }) => topics.join(' '),
  },
  defaultTexts: ['name', 'description', 'topics'],
  orders: {
    stars: starsOf,
    forks: ({ forks }) => forks,
    updated: ({ updatedAt }) => updatedAt,
  },
  defaultOrder: 'stars',
  shape: ({ context }, repository) => listedRepositoryShape(context.world.host, repository),
};
