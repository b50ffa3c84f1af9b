import { expect, test } from 'vitest';
import { createSimulator } from '../create-simulator.ts';
import { history } from '../scenario/history.ts';
import type { Repository } from '../world/model.ts';
import { createGraphql } from './create-graphql.ts';

const scene = { repository: 'storefront', by: 'ada-okafor' };
const resetAt = new Date('2026-01-05T10:00:00.123Z');

function setUp() {
  const simulator = createSimulator({ seed: 3, clock: () => Date.parse('2026-01-05T09:00:00Z') });
  for (const _ of history(simulator));
  const graphql = createGraphql({ world: simulator.world });
  const repositories = () => [...simulator.world.repositories.values()];
  async function ask(
    query: string,
    variables: unknown = {},
    canSee: (repository: Repository) => boolean = () => true,
  ) {
    const rateLimit = { limit: 5000, remaining: 4990, used: 10, resetAt };
    const answer = await graphql.execute({ query, variables }, { canSee, rateLimit });
    // As sent to clients, without the null prototypes of the executor.
    return { ...answer, result: JSON.parse(JSON.stringify(answer.result)) };
  }
  return { ...simulator, repositories, ask };
}

test('one query probes a hundred repositories: times, head, newest issue and pull request', async () => {
  const { commands, repositories, ask } = setUp();
  for (let count = repositories().length; count < 100; count++) {
    commands.createRepository({ repository: `service-${count}`, by: 'ada-okafor' });
  }
  const query = `query Probe($ids: [ID!]!) { rateLimit { cost nodeCount } nodes(ids: $ids) { ... on Repository {
    id databaseId nameWithOwner pushedAt updatedAt isFork isArchived isPrivate stargazerCount forkCount
    defaultBranchRef { target { oid } } primaryLanguage { name } latestRelease { tagName }
    releases { totalCount } milestones { totalCount } refs(refPrefix: "refs/heads/") { totalCount }
    issues(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { number updatedAt } }
    pullRequests(first: 1, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { number updatedAt } }
  } } }`;
  const ids = repositories().map(({ nodeId }) => nodeId);
  const { result, cost, nodeCount } = await ask(query, { ids });
  const newest = (of: Iterable<{ number: number; updatedAt: string }>) => {
    const [first] = [...of].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1) || b.number - a.number);
    return { nodes: first ? [{ number: first.number, updatedAt: first.updatedAt }] : [] };
  };
  expect(result.errors).toBeUndefined();
  expect(result.data.nodes).toEqual(
    repositories().map((repository) => ({
      id: repository.nodeId,
      databaseId: repository.id,
      nameWithOwner: `demo-org/${repository.name}`,
      pushedAt: repository.pushedAt,
      updatedAt: repository.updatedAt,
      isFork: false,
      isArchived: repository.archived,
      isPrivate: repository.private,
      stargazerCount: repository.strangersStars + repository.stargazers.size,
      forkCount: repository.forks,
      defaultBranchRef: { target: { oid: repository.branches.get('main')?.head.sha } },
      primaryLanguage: repository.language === null ? null : { name: repository.language },
      latestRelease: [...repository.releases.values()].map(({ tag }) => ({ tagName: tag })).at(-1) ?? null,
      releases: { totalCount: repository.releases.size },
      milestones: { totalCount: repository.milestones.size },
      refs: { totalCount: repository.branches.size },
      issues: newest(repository.issues.values()),
      pullRequests: newest(repository.pullRequests.values()),
    })),
  );
  expect(result.data.nodes[0].issues.nodes).toHaveLength(1);
  // 100 requests for issues, 100 for pull requests, one node each.
  expect({ cost, nodeCount }).toEqual({ cost: 2, nodeCount: 200 });
  expect(result.data.rateLimit).toEqual({ cost, nodeCount });
});

test('ids that are unknown or inaccessible are null with an error each; the others are returned', async () => {
  const { repositories, ask } = setUp();
  const [seen, hidden] = repositories();
  const issue = [...(hidden?.issues.values() ?? [])][0];
  const query = 'query($ids: [ID!]!) {\n  found: nodes(ids: $ids) { __typename id }\n}';
  const ids = ['R_x', seen?.nodeId, hidden?.nodeId, issue?.nodeId];
  const { result } = await ask(query, { ids }, (repository) => repository !== hidden);
  expect(result.data.found).toEqual([null, { __typename: 'Repository', id: seen?.nodeId }, null, null]);
  expect(result.errors).toEqual(
    [0, 2, 3].map((index) => ({
      type: 'NOT_FOUND',
      path: ['found', index],
      locations: [{ line: 2, column: 3 }],
      message: `Could not resolve to a node with the global id of '${ids[index]}'.`,
    })),
  );
});

test('every node id of a payload resolves to its object', async () => {
  const { commands, repositories, ask } = setUp();
  commands.createMilestone({ ...scene, title: 'Spring' });
  const [{ number } = expect.fail()] = repositories().flatMap(({ name, pullRequests }) =>
    name === 'storefront' ? [...pullRequests.values()] : [],
  );
  commands.commentOnLine({ ...scene, number, path: 'a', line: 1, body: 'Here' });
  const objects = repositories().flatMap((repository) => [
    ...[...repository.issues.values()].map(({ nodeId }) => ['Issue', nodeId]),
    ...[...repository.pullRequests.values()].map(({ pullRequestNodeId: id }) => ['PullRequest', id]),
    ...[...repository.releases.values()].map(({ nodeId }) => ['Release', nodeId]),
    ['Organization', repository.owner.nodeId],
    ...[...repository.comments.values()].map(({ nodeId }) => ['IssueComment', nodeId]),
    ...[...repository.milestones.values()].map(({ nodeId }) => ['Milestone', nodeId]),
    ...[...repository.reviews.values()].map(({ nodeId }) => ['PullRequestReview', nodeId]),
    ...[...repository.reviewThreads.values()].map(({ nodeId }) => ['PullRequestReviewThread', nodeId]),
    ...[...repository.reviewComments.values()].map(({ nodeId }) => ['PullRequestReviewComment', nodeId]),
  ]);
  const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
  const { result } = await ask(query, { ids: objects.map(([, id]) => id) });
  expect(result).toEqual({ data: { nodes: objects.map(([__typename, id]) => ({ __typename, id })) } });
  expect(new Set(objects.map(([type]) => type)).size).toBe(9);
});

test('more than 100 ids are refused', async () => {
  const { ask } = setUp();
  const { result } = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: Array(101).fill('x'),
  });
  expect(result.data).toBeNull();
  expect(result.errors).toMatchObject([
    {
      type: 'ARGUMENT_LIMIT',
      path: ['nodes'],
      message: 'You may not provide more than 100 node ids; you provided 101.',
    },
  ]);
});

test('an issue and a pull request have the same values as their payloads', async () => {
  const { repositories, ask } = setUp();
  const repository = repositories().find(({ name }) => name === 'storefront') ?? expect.fail();
  const pull =
    [...repository.pullRequests.values()].find(({ mergedAt }) => mergedAt !== null) ?? expect.fail();
  const issue = repository.issues.get(pull.closes ?? 0) ?? expect.fail();
  const common = `id databaseId fullDatabaseId number title body state closedAt updatedAt author { login }
    comments { totalCount } labels(first: 9) { nodes { id name } } assignees(first: 9) { totalCount }`;
  const query = `query($issue: Int!, $pull: Int!) { repository(owner: "Demo-Org", name: "Storefront") {
    issue(number: $issue) { ${common} stateReason }
    pullRequest(number: $pull) { ${common} merged mergedAt isDraft headRefName headRefOid baseRefName } } }`;
  const { result } = await ask(query, { issue: issue.number, pull: pull.number });
  expect(result).toMatchObject({
    data: {
      repository: {
        issue: {
          id: issue.nodeId,
          databaseId: issue.id,
          fullDatabaseId: String(issue.id),
          state: 'CLOSED',
          stateReason: 'COMPLETED',
          closedAt: issue.closedAt,
          comments: { totalCount: issue.comments },
          labels: { nodes: issue.labels.map(({ nodeId: id, name }) => ({ id, name })) },
        },
        pullRequest: {
          id: pull.pullRequestNodeId,
          databaseId: pull.pullRequestId,
          state: 'MERGED',
          merged: true,
          mergedAt: pull.mergedAt,
          author: { login: pull.author.login },
          headRefOid: pull.head.sha,
          baseRefName: 'main',
        },
      },
    },
  });
});

test('a branch lists its history newest first, and refs are named below their prefix', async () => {
  const { commands, repositories, ask } = setUp();
  commands.push({ ...scene, branch: 'main', commits: [{ message: 'One\n\nbody' }, { message: 'Two' }] });
  const main =
    repositories()
      .find(({ name }) => name === 'storefront')
      ?.branches.get('main') ?? expect.fail();
  const { result } = await ask(`{ repository(owner: "demo-org", name: "storefront") {
    defaultBranchRef { name target { oid ... on Commit { committedDate messageHeadline
      history(first: 2) { totalCount nodes { oid messageHeadline } } } } }
    refs(refPrefix: "refs/heads/", first: 100) { nodes { name prefix } } } }`);
  const [one, two] = main.commits.slice(-2);
  expect(result.data.repository.defaultBranchRef).toEqual({
    name: 'main',
    target: {
      oid: two?.sha,
      committedDate: two?.timestamp,
      messageHeadline: 'Two',
      history: {
        totalCount: main.commits.length,
        nodes: [
          { oid: two?.sha, messageHeadline: 'Two' },
          { oid: one?.sha, messageHeadline: 'One' },
        ],
      },
    },
  });
  expect(result.data.repository.refs.nodes).toContainEqual({ name: 'main', prefix: 'refs/heads/' });
});

test('branches and tags have ids and targets, which resolve to them and their commits', async () => {
  const { commands, ask } = setUp();
  const { sha } = commands.pushTags({ ...scene, tags: ['v9/one'] }).value;
  const { result } = await ask(`{ repository(owner: "demo-org", name: "storefront") {
    refs(refPrefix: "refs/tags/", first: 100, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      nodes { id name prefix target { id oid } } }
    ref(qualifiedName: "refs/heads/main") { id target { id oid } } } }`);
  const { refs, ref } = result.data.repository;
  const tag = refs.nodes.find(({ name }: { name: string }) => name === 'v9/one');
  expect(tag).toMatchObject({ prefix: 'refs/tags/', target: { oid: sha } });
  expect(ref.target).toEqual(tag.target);
  const again = await ask(
    'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Ref { name prefix } ... on Commit { oid } } }',
    {
      ids: [tag.id, ref.id, tag.target.id],
    },
  );
  expect(again.result.data.nodes).toEqual([
    { id: tag.id, name: 'v9/one', prefix: 'refs/tags/' },
    { id: ref.id, name: 'main', prefix: 'refs/heads/' },
    { id: tag.target.id, oid: sha },
  ]);
});

test('milestones are listed by state and date, and are in the issues that have them', async () => {
  const { commands, ask } = setUp();
  commands.createMilestone({ ...scene, title: 'Later', dueOn: '2026-09-01T07:00:00Z' });
  commands.createMilestone({ ...scene, title: 'Sooner', dueOn: '2026-06-01T07:00:00Z' });
  commands.createMilestone({ ...scene, title: 'Done' });
  commands.closeMilestone({ ...scene, milestone: 3 });
  const { number } = commands.openIssue({ ...scene, title: 'One' }).value;
  commands.setMilestone({ ...scene, number, milestone: 2 });
  commands.commentOnIssue({ ...scene, number, body: 'So be it' });
  const { result } = await ask(
    `query($number: Int!) { repository(owner: "demo-org", name: "storefront") {
    milestones(first: 5, states: OPEN, orderBy: { field: DUE_DATE, direction: ASC }) { nodes { title state } }
    milestone(number: 3) { title closed }
    issue(number: $number) { milestone { number } comments(first: 5) { totalCount nodes { body author { login } } } } } }`,
    { number },
  );
  expect(result.data.repository).toEqual({
    milestones: {
      nodes: [
        { title: 'Sooner', state: 'OPEN' },
        { title: 'Later', state: 'OPEN' },
      ],
    },
    milestone: { title: 'Done', closed: true },
    issue: {
      milestone: { number: 2 },
      comments: { totalCount: 1, nodes: [{ body: 'So be it', author: { login: 'ada-okafor' } }] },
    },
  });
});

test('a branch without its own commits has the history of its base', async () => {
  const { commands, ask } = setUp();
  commands.createBranch({ ...scene, branch: 'twin' });
  const history = 'target { ... on Commit { history(first: 100) { nodes { oid } } } }';
  const { result } = await ask(`{ repository(owner: "demo-org", name: "storefront") {
    main: ref(qualifiedName: "refs/heads/main") { ${history} } twin: ref(qualifiedName: "twin") { ${history} } } }`);
  const { main, twin } = result.data.repository;
  expect(twin).toEqual(main);
  expect(twin.target.history.nodes).not.toEqual([]);
});

test('an organisation lists the accessible repositories, in the requested order', async () => {
  const { commands, repositories, ask } = setUp();
  commands.publishRelease({ ...scene, tag: 'v9.0.0' });
  const query = `query($after: String) { organization(login: "demo-org") {
    repositories(first: 4, after: $after, orderBy: { field: NAME, direction: DESC }) {
      totalCount pageInfo { endCursor hasNextPage }
      nodes { name labels(first: 1) { totalCount } releases(first: 1) { nodes { tagName } } } } } }`;
  const canSee = ({ name }: Repository) => name !== 'handbook';
  const first = (await ask(query, {}, canSee)).result.data.organization.repositories;
  const second = (await ask(query, { after: first.pageInfo.endCursor }, canSee)).result.data.organization;
  const seen = repositories().filter(canSee);
  expect(first).toMatchObject({ totalCount: seen.length, pageInfo: { hasNextPage: true } });
  expect([...first.nodes, ...second.repositories.nodes]).toEqual(
    seen
      .toSorted((a, b) => (a.name < b.name ? 1 : -1))
      .map(({ name, labels, releases }) => ({
        name,
        labels: { totalCount: labels.size },
        releases: { nodes: [...releases.keys()].slice(-1).map((tagName) => ({ tagName })) },
      })),
  );
});

test('the rate limit is reported as of after the query', async () => {
  const { ask } = setUp();
  const { result } = await ask(
    '{ viewer { login } rateLimit { limit cost remaining used resetAt nodeCount } }',
  );
  expect(result.data).toEqual({
    viewer: { login: 'hubtwin[bot]' },
    rateLimit: {
      limit: 5000,
      cost: 1,
      remaining: 4989,
      used: 11,
      resetAt: '2026-01-05T10:00:00Z',
      nodeCount: 0,
    },
  });
});

test('a repository that is unknown or inaccessible is null with an error', async () => {
  const { ask } = setUp();
  const query =
    '{ a: repository(owner: "demo-org", name: "storefront") { id } b: organization(login: "x") { id } }';
  const { result } = await ask(query, {}, () => false);
  expect(result.data).toEqual({ a: null, b: null });
  expect(result.errors).toMatchObject([
    {
      type: 'NOT_FOUND',
      path: ['a'],
      message: "Could not resolve to a Repository with the name 'demo-org/storefront'.",
    },
    {
      type: 'NOT_FOUND',
      path: ['b'],
      message: "Could not resolve to an Organization with the login of 'x'.",
    },
  ]);
});

test('a field that the simulator does not support is refused by name', async () => {
  const { ask } = setUp();
  const ask1 = (field: string) => ask(`{ repository(owner: "demo-org", name: "storefront") { ${field} } }`);
  expect((await ask1('mirrorUrl')).result).toMatchObject({
    data: { repository: { mirrorUrl: null } },
    errors: [{ message: 'The simulator does not support Repository.mirrorUrl.' }],
  });
  expect((await ask1('hasWikiEnabled')).result).toMatchObject({
    data: { repository: null },
    errors: [
      {
        path: ['repository', 'hasWikiEnabled'],
        message: 'The simulator does not support Repository.hasWikiEnabled.',
      },
    ],
  });
  expect((await ask1('pinnedIssues(first: 1) { totalCount }')).result.errors).toMatchObject([
    { message: 'The simulator does not support Repository.pinnedIssues.' },
  ]);
  expect((await ask1('labels(first: 1, query: "bug") { totalCount }')).result.errors).toMatchObject([
    { message: 'The simulator does not apply the argument `query` of Repository.labels.' },
  ]);
  expect(
    (await ask1('issues(first: 1, filterBy: { mentioned: "x" }) { totalCount }')).result.errors,
  ).toMatchObject([
    { message: 'The simulator does not apply the argument `filterBy.mentioned` of Repository.issues.' },
  ]);
});

test('an invalid query is refused without data', async () => {
  const { ask } = setUp();
  const errorsOf = async (query: string, variables?: unknown) => {
    const { result, cost } = await ask(query, variables);
    expect(result.data).toBeUndefined();
    expect(cost).toBe(1);
    return result.errors;
  };
  expect(await errorsOf('{ viewer {')).toEqual([
    { locations: [{ line: 1, column: 11 }], message: 'Syntax Error: Expected Name, found <EOF>.' },
  ]);
  expect(await errorsOf('{ viewer { nonsense } }')).toMatchObject([
    { message: 'Cannot query field "nonsense" on type "User".' },
  ]);
  expect(await errorsOf('query($id: ID!) { node(id: $id) { id } }')).toMatchObject([
    { message: expect.stringContaining('$id') },
  ]);
  expect(await errorsOf('{ viewer { login } }', 'text')).toEqual([
    { message: 'Variables must be an object.' },
  ]);
  expect(await errorsOf('mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }')).toEqual([
    { message: 'The simulator answers queries only.' },
  ]);
});

test('rules for branches are visible to administrators, and drafts to no one', async () => {
  const { commands, world } = setUp();
  commands.protectBranch({ ...scene, branch: 'release/*', requiredReviews: 2 });
  commands.publishRelease({ ...scene, tag: 'v9.0.0' });
  commands.unpublishRelease({ ...scene, tag: 'v9.0.0' });
  const graphql = createGraphql({ world });
  const ask = async (administers: boolean | 'refused') => {
    const query = `{ repository(owner: "demo-org", name: "storefront") { viewerCanAdminister
      branchProtectionRules(first: 9) { totalCount nodes { pattern requiredApprovingReviewCount } }
      release(tagName: "v9.0.0") { id } releases(first: 100) { nodes { isDraft } } } }`;
    const rateLimit = { limit: 5000, remaining: 4990, used: 10, resetAt };
    const viewer = { canSee: () => true, administers: () => administers, rateLimit };
    return JSON.parse(JSON.stringify((await graphql.execute({ query }, viewer)).result));
  };
  const rules = { totalCount: 1, nodes: [{ pattern: 'release/*', requiredApprovingReviewCount: 2 }] };
  const { repository } = (await ask(true)).data;
  expect(repository).toMatchObject({
    viewerCanAdminister: true,
    branchProtectionRules: rules,
    release: null,
  });
  expect(repository.releases.nodes).not.toContainEqual({ isDraft: true });
  expect((await ask(false)).data.repository).toMatchObject({
    viewerCanAdminister: false,
    branchProtectionRules: { totalCount: 0, nodes: [] },
  });
  expect(await ask('refused')).toMatchObject({
    data: { repository: null },
    errors: [{ type: 'FORBIDDEN', path: ['repository', 'branchProtectionRules'] }],
  });
});
