import type { World } from '../world/create-world.ts';
import { resolveRepository } from '../world/lookup.ts';
import type { Account, Host, Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { refsOf } from './nodes/refs-of.ts';
import type { Scope } from './scope.ts';

/** The whole of what GraphQL reads of a world besides a repository's own objects, as one viewer sees it. */
export interface WorldReader {
  host: Host;
  /** The login under which the App's installation acts. */
  appLogin: string;
  repositories(): Repository[];
  repository(owner: string, name: string): Repository | undefined;
  organisation(login: string): Account | undefined;
  user(login: string): Account | undefined;
  /** Every object with a node id; the few kinds that are asked for most come first. */
  entries(nodes: Scope['nodes']): Generator<Entry>;
}

/** An object by its node id, to be made when asked for. */
export type Entry = readonly [id: string, node: () => object];

export function createWorldReader(world: World, canSee: (repository: Repository) => boolean): WorldReader {
  const visible = () => [...world.repositories.values()].filter(canSee);
  const account = (login: string, isOrganisation: boolean) => {
    const found = world.accounts.get(login.toLowerCase());
    return (found?.type === 'Organization') === isOrganisation ? found : undefined;
  };

  function* entries(nodes: Scope['nodes']): Generator<Entry> {
    const repositories = visible();
    for (const repository of repositories) yield [repository.nodeId, () => nodes.repository(repository)];
    for (const account of world.accounts.values()) {
      yield [account.nodeId, () => nodes.account(account)];
    }
    for (const repository of repositories) {
      for (const pull of repository.pullRequests.values()) {
        yield [pull.pullRequestNodeId, () => nodes.pullRequest(repository, pull)];
      }
      for (const issue of repository.issues.values()) {
        yield [issue.nodeId, () => nodes.issue(repository, issue)];
      }
      for (const label of repository.labels.values()) {
        yield [label.nodeId, () => nodes.label(repository, label)];
      }
      for (const release of repository.releases.values()) {
        yield [release.nodeId, () => nodes.release(repository, release)];
      }
      for (const milestone of repository.milestones.values()) {
        yield [milestone.nodeId, () => nodes.milestone(repository, milestone)];
      }
      for (const comment of repository.comments.values()) {
        yield [comment.nodeId, () => nodes.comment(repository, comment)];
      }
      for (const { fullName, head } of refsOf(repository)) {
        const [prefix = '', name = ''] = fullName.split(/(?<=^refs\/\w+\/)/);
        const id = nodeId('REF', 0, repository.id, fullName);
        yield [id, () => nodes.ref(repository, { prefix, name }, head)];
      }
    }
    // Commits last: there may be very many.
    for (const repository of repositories) {
      for (const commit of repository.commits.values()) {
        yield [nodeId('C', 0, repository.id, commit.sha), () => nodes.commit(repository, commit)];
      }
    }
  }

  return {
    host: world.host,
    appLogin: world.app.bot.login,
    repositories: visible,
    repository(owner, name) {
      const found = resolveRepository(world, owner, name)?.repository;
      return found !== undefined && canSee(found) ? found : undefined;
    },
    organisation: (login) => account(login, true),
    user: (login) => account(login, false),
    entries,
  };
}
