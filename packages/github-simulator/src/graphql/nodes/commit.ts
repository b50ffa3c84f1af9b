import type { GraphQLResolveInfo } from 'graphql';
import { historyOf } from '../../world/commit-history.ts';
import type { Account, Commit, Repository } from '../../world/model.ts';
import { nodeId } from '../../world/node-id.ts';
import { checkArguments } from '../paging/check-arguments.ts';
import type { PageArguments } from '../paging/check-boundaries.ts';
import { connection } from '../paging/connection.ts';
import type { Scope } from '../scope.ts';
import { commitChecks } from './commit-checks.ts';
import { links } from './links.ts';

/** A commit with its history in the world, newest first. */
export function commitNode(scope: Scope, repository: Repository, commit: Commit): object {
  const { host, nodes } = scope;
  const path = `/${repository.owner.login}/${repository.name}`;
  const [headline = '', ...rest] = commit.message.split('\n');
  const page = links(host, `${path}/commit/${commit.sha}`);
  return {
    __typename: 'Commit',
    id: nodeId('C', 0, repository.id, commit.sha),
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    committedDate: commit.timestamp,
    authoredDate: commit.timestamp,
    committedViaWeb: commit.committer === 'web',
    additions: commit.additions,
    deletions: commit.deletions,
    changedFilesIfAvailable: commit.added.length + commit.modified.length + commit.removed.length,
    author: () => gitActor(scope, commit.author, commit.timestamp),
    committer: () => gitActor(scope, commit.committer, commit.timestamp),
    repository: () => nodes.repository(repository),
    commitUrl: page.url,
    commitResourcePath: page.resourcePath,
    ...page,
    ...commitChecks(scope, repository, commit),
    history(args: PageArguments, _: unknown, info: GraphQLResolveInfo) {
      checkArguments(args, info, []);
      const rows = historyOf(repository, commit).map((one, index) => ({
        key: index,
        id: one.sha,
        node: () => nodes.commit(repository, one),
      }));
      return connection({ args, info, rows });
    },
  };
}

function gitActor({ host, nodes }: Scope, account: Account | 'web', date: string): object {
  if (account === 'web') return { name: 'GitHub', email: 'noreply@github.com', date };
  return {
    name: account.name,
    email: account.email,
    date,
    avatarUrl: `${host.avatars}/u/${account.id}?v=4`,
    user: () => (account.type === 'User' ? nodes.account(account) : null),
  };
}
