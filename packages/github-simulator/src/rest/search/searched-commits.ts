import { historyOf } from '../../world/commit-history.ts';
import type { Account, Commit, Repository } from '../../world/model.ts';
import { listedCommitShape } from '../shapes/commit.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import type { Qualifier, Searched } from './search.ts';
import { timeRange } from './time-range.ts';

interface Found {
  repository: Repository;
  commit: Commit;
}

const isNamed = (account: Account | 'web', name: string) =>
  (account === 'web' ? 'web-flow' : account.login).toLowerCase() === name.toLowerCase();

const time: Qualifier<Found> = (value) => {
  const isIn = timeRange(value);
  return isIn && (({ commit }) => isIn(commit.timestamp));
};

/** Commits of default branches. @see https://docs.github.com/search-github/searching-on-github/searching-commits */
export const searchedCommits: Searched<Found> = {
  items: (repositories) =>
    repositories.flatMap((repository) => {
      const branch = repository.branches.get(repository.defaultBranch);
      return branch === undefined
        ? []
        : historyOf(repository, branch.head).map((commit) => ({ repository, commit }));
    }),
  qualifiers: {
    author:
      (login) =>
      ({ commit }) =>
        isNamed(commit.author, login),
    committer:
      (login) =>
      ({ commit }) =>
        isNamed(commit.committer, login),
    'author-email':
      (email) =>
      ({ commit }) =>
        commit.author.email === email,
    'author-date': time,
    'committer-date': time,
    hash:
      (sha) =>
      ({ commit }) =>
        commit.sha.startsWith(sha),
    parent:
      (sha) =>
      ({ commit }) =>
        commit.parents.some((parent) => parent.startsWith(sha)),
    tree:
      (sha) =>
      ({ commit }) =>
        commit.treeId === sha,
    merge:
      (value) =>
      ({ commit }) =>
        commit.parents.length > 1 === (value === 'true'),
    is: (value) =>
      value === 'public' || value === 'private'
        ? ({ repository }) => repository.private === (value === 'private')
        : null,
  },
  texts: { message: ({ commit }) => commit.message },
  defaultTexts: ['message'],
  orders: {
    'author-date': ({ commit }) => commit.timestamp,
    'committer-date': ({ commit }) => commit.timestamp,
  },
  defaultOrder: 'author-date',
  shape: ({ context: { world } }, { repository, commit }) => ({
    ...listedCommitShape(world.host, repository, commit),
    repository: listedRepositoryShape(world.host, repository),
  }),
};
