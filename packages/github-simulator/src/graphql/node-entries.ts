import { suitesOf } from '../world/check-suites.ts';
import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';
import { nodeId } from '../world/node-id.ts';
import { publishedReleases } from '../world/published-releases.ts';
import type { Entry } from './create-node-finder.ts';
import { githubError } from './github-error.ts';
import { refsOf } from './nodes/refs-of.ts';
import type { Scope } from './scope.ts';

type List = (nodes: Scope['nodes'], repository: Repository) => Iterable<Entry>;

const blocked = 'Repository access blocked';

/** The objects of a repository, by the prefix of their node ids. */
const lists: ReadonlyMap<string, List> = new Map<string, List>([
  [
    'R',
    (nodes, of) => [
      [of.nodeId, () => (of.blocked === null ? nodes.repository(of) : githubError('FORBIDDEN', blocked))],
    ],
  ],
  ['I', (nodes, of) => entriesOf(of.issues.values(), (each) => nodes.issue(of, each))],
  [
    'PR',
    (nodes, of) =>
      of.pullRequests.values().map((pull) => [pull.pullRequestNodeId, () => nodes.pullRequest(of, pull)]),
  ],
  ['PRR', (nodes, of) => entriesOf(of.reviews.values(), (each) => nodes.review(of, each))],
  ['PRRT', (nodes, of) => entriesOf(of.reviewThreads.values(), (each) => nodes.reviewThread(of, each))],
  ['PRRC', (nodes, of) => entriesOf(of.reviewComments.values(), (each) => nodes.reviewComment(of, each))],
  ['LA', (nodes, of) => entriesOf(of.labels.values(), (each) => nodes.label(of, each))],
  ['RE', (nodes, of) => entriesOf(publishedReleases(of).values(), (each) => nodes.release(of, each))],
  ['MI', (nodes, of) => entriesOf(of.milestones.values(), (each) => nodes.milestone(of, each))],
  ['IC', (nodes, of) => entriesOf(of.comments.values(), (each) => nodes.comment(of, each))],
  [
    'REF',
    (nodes, of) =>
      refsOf(of).map(({ fullName, head }) => {
        const [prefix = '', name = ''] = fullName.split(/(?<=^refs\/\w+\/)/);
        return [nodeId('REF', 0, of.id, fullName), () => nodes.ref(of, { prefix, name }, head)];
      }),
  ],
  ['CS', (nodes, of) => suitesOf(of).map((suite) => [suite.nodeId, () => nodes.checkSuite(of, suite)])],
  ['DE', (nodes, of) => entriesOf(of.deployments.values(), (each) => nodes.deployment(of, each))],
  [
    'C',
    (nodes, of) =>
      of.commits
        .values()
        .map((commit) => [nodeId('C', 0, of.id, commit.sha), () => nodes.commit(of, commit)]),
  ],
]);

/**
 * Every object of a kind, which is the prefix of its node id; accounts have several, and are listed with other kinds.
 */
export function* nodeEntries(
  { accounts }: World,
  repositories: readonly Repository[],
  { nodes, kind }: { nodes: Scope['nodes']; kind: string },
): Generator<Entry> {
  const list = lists.get(kind);
  if (list === undefined) yield* entriesOf(accounts.values(), (account) => nodes.account(account));
  else for (const repository of repositories) yield* list(nodes, repository);
}

function entriesOf<T extends { nodeId: string }>(
  objects: IteratorObject<T>,
  node: (object: T) => object,
): IteratorObject<Entry> {
  return objects.map((object) => [object.nodeId, () => node(object)]);
}
