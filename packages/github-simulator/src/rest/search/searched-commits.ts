import type { components } from '@octokit/openapi-types';
import { userShape } from '../../shapes/account.ts';
import { historyOf } from '../../world/commit-history.ts';
import type { Account, Commit, Repository } from '../../world/model.ts';
import { listedCommitShape, signatureOf } from '../shapes/commit.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import type { Qualifier, Searched } from './search.ts';
import { timeRange } from './time-range.ts';

interface Found {
  repository: Repository;
  commit: Commit;
}

type Schemas = components['schemas'];

/** GitHub's description declares an account as Git's committer. */
type Item = Omit<Schemas['commit-search-result-item'], 'committer'> & Pick<Schemas['commit'], 'committer'>;

const isNamed = (account: Account | 'web', name: string) =>
  (account === 'web' ? 'web-flow' : account.login).toLowerCase() === name.toLowerCase();

const time: Qualifier<Found> = (value) => {
  const isIn = timeRange(value);
  return isIn && (({ commit }) => isIn(commit.timestamp));
};

/** Commits of default branches. @see https://docs.github.com/search-github/searching-on-github/searching-commits */
export const searchedCommits: Searched<Found, Item> = {
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
  shape({ context: { world } }, { repository, commit }) {
    const shape = listedCommitShape(world.host, repository, commit);
    const author = { ...signatureOf(commit.author), date: commit.timestamp };
    return {
      ...shape,
      commit: { ...shape.commit, author },
      author: userShape(world.host, commit.author),
      repository: listedRepositoryShape(world.host, repository),
    };
  },
};
