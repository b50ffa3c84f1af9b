import type { Observation } from '@hubtwin/database';
import { type RunningSimulator, startSimulator } from '@hubtwin/github-simulator';
import { type JsonObject, resources } from '@hubtwin/resources';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interpretDelivery } from '../src/interpret-delivery.ts';
import { observeFetched } from '../src/observe.ts';
import { type Answers, requestAs } from './answers.ts';
import { openTwinRows, type Rows, type TwinRows } from './twin-rows.ts';

const owned = new AsyncDisposableStack();
let github: RunningSimulator;
let answers: Answers;
let twin: TwinRows;
let deliveries: Observation[][];
let lists: Map<string, Observation[]>;
let repositoryId: number;
const place = { owner: 'demo-org', repo: 'storefront' };
const by = { repository: 'storefront', by: 'ada-okafor' };

/** Some of every resource of a repository, with the deliveries of the events. */
function play({ commands, world }: RunningSimulator['simulator']) {
  const played = [
    commands.registerRunner({ repository: 'storefront', name: 'own' }),
    commands.registerRunner({ organisation: 'demo-org', name: 'shared', labels: ['GPU'] }),
    commands.createMilestone({ ...by, title: 'One' }),
    commands.createMilestone({ ...by, title: 'Two', description: 'Later' }),
    commands.openIssue({ ...by, title: 'Slow', labels: ['bug'], assignees: ['bram-visser'] }),
    commands.setMilestone({ ...by, number: 1, milestone: 1 }),
    commands.commentOnIssue({ ...by, number: 1, body: 'Very' }),
    commands.closeIssue({ ...by, number: 1 }),
    commands.editMilestone({ ...by, milestone: 2, title: 'Second' }),
    commands.closeMilestone({ ...by, milestone: 1 }),
    commands.protectBranch({ ...by, branch: 'main', requiredReviews: 1 }),
    commands.editProtection({ ...by, branch: 'main', requiredReviews: 2 }),
    commands.push({ ...by, branch: 'main', commits: [{ message: 'Fix it' }] }),
    commands.createBranch({ ...by, branch: 'topic', commits: [{ message: 'Try it' }] }),
    commands.openPullRequest({ ...by, head: 'topic', title: 'Try' }),
    commands.commentOnIssue({ ...by, number: 1, body: 'Still slow' }),
    commands.submitReview({
      ...{ ...by, by: 'bram-visser', number: 2, state: 'approved' },
      comments: [{ path: 'README.md', line: 1, body: 'Nice' }],
    }),
    commands.publishRelease({ ...by, tag: 'v1' }),
    commands.pushTags({ ...by, tags: ['t1'] }),
    commands.star({ ...by, by: 'bram-visser' }),
    commands.addMember({ ...by, member: 'bram-visser' }),
    commands.setCommitStatus({ ...by, context: 'ci/build', state: 'success' }),
  ].flatMap((outcome) => outcome.deliveries);
  const runs = [
    ...(world.repositories
      .values()
      .find(({ name }) => name === 'storefront')
      ?.runs.keys() ?? []),
  ];
  return [...played, ...runs.flatMap((run) => commands.completeWorkflowRun({ ...by, run }).deliveries)];
}

beforeAll(async () => {
  github = owned.use(await startSimulator({ seed: 7, port: 0, scenario: 'quiet' }));
  answers = requestAs(github, 'ada-okafor');
  twin = owned.use(await openTwinRows(['source']));
  github.simulator.commands.install({ by: 'ada-okafor' });
  const played = play(github.simulator);
  const repository = [...github.simulator.world.repositories.values()].find(
    ({ name }) => name === 'storefront',
  );
  repositoryId = repository?.id ?? 0;
  const last = github.simulator.world.time.ms();
  deliveries = played.map(({ event, body }, n) => {
    const payload: JsonObject = JSON.parse(body);
    return interpretDelivery({ event, payload, receivedAt: new Date(last + n) }).observations;
  });
  const [runId = 0] = repository?.runs.keys() ?? [];
  lists = new Map();
  for (const definition of resources) {
    if (definition.list === undefined) continue;
    const requestedAt = new Date(last + 60_000);
    lists.set(
      definition.name,
      await answers.read(definition, definition.list, { ...place, repositoryId, runId, requestedAt }),
    );
  }
});
afterAll(() => owned.disposeAsync());

const inRepository = resources.filter(({ inRepository, list }) => inRepository && list !== undefined);
const rowsAfterAll = () => twin.rowsAfter([...deliveries, ...lists.values()]);

describe('GitHub’s lists of a repository and its answers for each object are the same', () => {
  test.for(inRepository.map((definition) => [definition.name, definition] as const))(
    '%s',
    async ([name, definition]) => {
      const listed = lists.get(name)?.filter(({ resource }) => resource === definition) ?? [];
      expect(listed.length).toBeGreaterThan(0);
      expect(new Set(listed.map(({ key }) => JSON.stringify(key))).size).toBe(listed.length);
      for (const { key, raw } of listed.slice(0, 3)) {
        const parameters = definition.item?.parameters(raw);
        if (definition.item === undefined || !parameters) continue;
        const values = new Map(Object.entries({ ...place, ...parameters }));
        const path = definition.item.route
          .replace('GET ', '')
          .replace(/\{(\w+)\}/g, (_, parameter: string) => `${values.get(parameter)}`);
        const answer = await answers.get(path);
        const origin = { repositoryId, source: 'sync', requestedAt: new Date() } as const;
        expect(observeFetched(definition, answer, origin).key).toEqual(key);
      }
    },
  );
});

test('deliveries and answers in any order result in the same rows', async () => {
  const rows = await rowsAfterAll();
  const batches = [...deliveries, ...lists.values()];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(batches, { minLength: batches.length }), async (order) => {
      expect(await twin.rowsAfter(order)).toEqual(rows);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

describe('in the end the rows equal GitHub', () => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await rowsAfterAll();
  });
  const idsOf = (table: keyof Rows) => rows[table]?.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const truth = () => {
    const { repositories, runners } = github.simulator.world;
    const repository = repositories.get(repositoryId);
    if (repository === undefined) throw new Error('no storefront');
    return { repository, runners: [...runners.values()] };
  };

  test('milestones with their counts', () => {
    expect(rows.milestones).toMatchObject([
      {
        number: 1,
        title: 'One',
        state: 'closed',
        open_issues: 0,
        closed_issues: 1,
        creator_login: 'ada-okafor',
      },
      { number: 2, title: 'Second', state: 'open', description: 'Later', open_issues: 0, closed_issues: 0 },
    ]);
  });

  test('workflows', () => {
    expect(idsOf('workflows')).toEqual(truth().repository.workflows.map(({ id }) => id));
    expect(rows.workflows?.every(({ state, path }) => state === 'active' && path !== null)).toBe(true);
  });

  test('runners of the repository and of its organisation, each with its status', () => {
    const listed = rows.runners?.filter(({ status }) => status !== null);
    const [own, shared] = truth().runners;
    expect(listed).toMatchObject([
      { scope: expect.stringMatching(/^orgs\//), id: shared?.id, name: 'shared', repository_id: null },
      { scope: `repos/${repositoryId}`, id: own?.id, name: 'own', status: 'online', organization_id: null },
    ]);
    expect(listed?.[0]).toMatchObject({ organization_login: 'demo-org', labels: ['self-hosted', 'GPU'] });
  });

  test('contributors with their contributions', () => {
    const commits = truth().repository.branches.get('main')?.commits ?? [];
    const counts = Map.groupBy(commits, ({ author }) => author.login);
    const found = rows.contributors?.map(({ login, contributions }) => [login, contributions]);
    expect(new Map(found as [string, number][])).toEqual(
      new Map([...counts].map(([login, own]) => [login, own.length])),
    );
  });

  test('the protection of a branch, as rule and as flag', () => {
    expect(rows.branch_protection_rules).toMatchObject([
      { name: 'main', settings: { required_approving_review_count: 2 } },
    ]);
    const flags = rows.branches?.map(({ name, protected: flag }) => [name, flag]);
    expect(new Map(flags as [string, boolean][]).get('main')).toBe(true);
  });

  test('an account for each user and organisation, none uncertain', () => {
    const logins = rows.accounts?.map(({ login }) => login);
    expect(logins).toEqual(expect.arrayContaining(['demo-org', 'ada-okafor', 'bram-visser']));
    expect(new Set(logins).size).toBe(logins?.length);
    expect(rows.accounts?.filter(({ refetch_reasons }) => refetch_reasons !== null)).toEqual([]);
  });
});
