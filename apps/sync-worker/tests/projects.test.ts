import { createProject, findDueProjects, requestProcessing, updateProject } from '@hubtwin/database';
import { projectsQueue } from '@hubtwin/queue';
import { listInstallation, startSyncJob } from '@hubtwin/replication';
import { buildDelivery, testSettings, waitFor } from '@hubtwin/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enqueueDueProjects } from '../src/follow-ups/enqueue-due-projects.ts';
import { startWorkers } from '../src/start-workers.ts';
import { receive, type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

let owned: AsyncDisposableStack;
let github: SimulatedGitHub;
let worker: TestWorker;
beforeAll(async () => {
  owned = new AsyncDisposableStack();
  github = owned.use(await startSimulatedGitHub());
  worker = owned.use(await startWorker({ environment: github.environment }));
  owned.use(await startWorkers(worker.context));
  const installed = github.simulator.commands.install({ by: 'ada-okafor' });
  installationId = installed.value.id;
  await receive(worker, installed.deliveries);
});
afterAll(() => owned.disposeAsync());

let installationId: number;
let repositoryId: number;
let scene: { repository: string; by: string; branch: string };
let seconds = 0;
/** Each test has its own repository, with a plan and a manifest. */
beforeEach(async () => {
  const name = `shop-${seconds}`;
  scene = { repository: name, by: 'ada-okafor', branch: 'main' };
  nextSecond();
  const { value, deliveries } = github.simulator.commands.createRepository(scene);
  repositoryId = value.id;
  await listInstallation(worker.context, installationId, { priority: 'high' });
  await receive(worker, deliveries);
  await push({ 'docs/plan.md': plan, 'package.json': manifest });
});

const plan = '# Plan\n## One\n- [x] a\n- [ ] b\n## Two\n- [ ] c\n';
const manifest = '{"dependencies":{"express":"^5.0.0"},"devDependencies":{"vitest":"^5.0.0"}}';
const settings = { name: 'Shop', branch: null, planPath: null, manifests: null };
const query = async (sql: string) => (await worker.connection.pool.query(sql)).rows;
const own = 'project_id in (select id from projects where repository_id =';
const updates = () => query(`select * from project_updates where ${own} ${repositoryId}) order by id`);
const snapshots = () => query(`select * from progress_snapshots where ${own} ${repositoryId}) order by id`);
const truth = () =>
  github.simulator.world.repositories.get(repositoryId)?.branches.get('main')?.head.sha ?? '';
/** The requests for files, in order. */
const requests = () =>
  github.rest.log
    .list({})
    .map(({ path }) => path)
    .filter((path) => path.includes(`/${scene.repository}/`) && /\/(contents|git)\//.test(path))
    .map((path) => decodeURIComponent(path).replace(/^.*\/shop-\d+\//, ''))
    .map((path) => path.replace(/\?.*/, '').replace(/[0-9a-f]{40}/, ':sha'));

type Files = Record<string, string>;
const pushOf = (files: Files, more: { removed?: string[]; forced?: boolean; replaces?: number } = {}) => {
  const { removed = [], ...rest } = more;
  const commits = [{ message: 'Change', files, removed }];
  return github.simulator.commands.push({ ...scene, ...rest, commits }).deliveries;
};

/** Changes within one second are uncertain until they are fetched. */
const nextSecond = () => github.simulator.shiftTime(++seconds * 1_000);

/** Pushes, and waits until the twin knows. */
async function push(...given: Parameters<typeof pushOf>): Promise<void> {
  nextSecond();
  await receive(worker, pushOf(...given));
  await headIsKnown();
}
const headIsKnown = () =>
  waitFor('the head', async () => {
    const rows = await query(
      `select 1 from branches where repository_id = ${repositoryId} and sha = '${truth()}'`,
    );
    return rows.length > 0;
  });

const processed = (sha: string) =>
  waitFor('the project', async () => {
    const rows = await query(
      `select 1 from projects where repository_id = ${repositoryId} and checked_sha = '${sha}' and not is_due`,
    );
    return rows.length > 0;
  });

async function create(): Promise<number> {
  const { database, queues } = worker.context;
  const projectId = await createProject(database, repositoryId, settings);
  if (projectId === null) throw new Error('there is such a project');
  // The installation reports only names of repositories, until they are fetched.
  await waitFor('the default branch', async () => {
    return (
      (await query(`select 1 from repositories where id = ${repositoryId} and default_branch = 'main'`))
        .length > 0
    );
  });
  await queues.enqueue(projectsQueue, { projectId });
  await processed(truth());
  return projectId;
}

test('a new project is read at the head of its branch', async () => {
  await create();
  expect(await snapshots()).toMatchObject([
    {
      commit_sha: truth(),
      plan_path: 'docs/plan.md',
      tasks_done: 1,
      tasks_total: 3,
      sections: [
        { headings: ['Plan', 'One'], done: 1, total: 2 },
        { headings: ['Plan', 'Two'], done: 0, total: 1 },
      ],
      dependencies: [
        { manifest: 'package.json', ecosystem: 'npm', name: 'express', requirement: '^5.0.0', kind: 'prod' },
        { manifest: 'package.json', ecosystem: 'npm', name: 'vitest', requirement: '^5.0.0', kind: 'dev' },
      ],
      errors: [],
    },
  ]);
  expect(await updates()).toMatchObject([
    {
      commit_sha: truth(),
      previous_sha: null,
      files: [
        { path: 'docs/plan.md', change: 'added' },
        { path: 'package.json', change: 'added' },
      ],
    },
  ]);
  expect(requests().toSorted()).toEqual(['contents/docs/plan.md', 'contents/package.json', 'git/trees/:sha']);
});

test('a push that touches the plan is an update and a snapshot, and requests that file only', async () => {
  await create();
  const before = truth();
  const count = requests().length;
  await push({ 'docs/plan.md': plan.replace('[ ] b', '[x] b'), 'src/a.ts': '' });
  await processed(truth());
  expect((await updates()).slice(1)).toMatchObject([
    {
      commit_sha: truth(),
      previous_sha: before,
      files: [{ path: 'docs/plan.md', change: 'modified' }],
      changes: {
        tasks: {
          from: { done: 1, total: 3 },
          to: { done: 2, total: 3 },
          sections: [{ headings: ['Plan', 'One'], from: { done: 1, total: 2 }, to: { done: 2, total: 2 } }],
        },
        dependencies: { added: [], removed: [], updated: [] },
      },
    },
  ]);
  expect((await snapshots()).slice(1)).toMatchObject([{ tasks_done: 2, dependencies: [{}, {}] }]);
  expect(requests().slice(count).toSorted()).toEqual(['contents/docs/plan.md', 'git/trees/:sha']);
});

test('manifests in every folder are read, except for those of others, and of links and patterns what they name', async () => {
  const projectId = await create();
  await push({
    'services/api/go.mod': 'module api\nrequire example.com/a v1.2.3\n',
    'services/web/pom.xml':
      '<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency></dependencies></project>',
    'requirements/dev.txt': 'pytest==8\n',
    'node_modules/x/package.json': manifest,
    'docs/requirements.md': '',
  });
  await processed(truth());
  const manifests = async () => [
    ...new Set((await snapshots()).at(-1).dependencies.map((each: { manifest: string }) => each.manifest)),
  ];
  expect(await manifests()).toEqual([
    ...['package.json', 'requirements/dev.txt', 'services/api/go.mod', 'services/web/pom.xml'],
  ]);
  await updateProject(worker.context.database, projectId, {
    manifests: ['services/*/go.mod', 'package.json'],
  });
  await enqueueDueProjects(worker.context, null);
  await processed(truth());
  expect(await manifests()).toEqual(['package.json', 'services/api/go.mod']);
});

test('if GitHub lists only a part of the files, no watched one is taken for deleted', async () => {
  await create();
  await push({ 'services/api/go.mod': 'module api\nrequire example.com/a v1.2.3\n' });
  await processed(truth());
  const body = JSON.stringify({ sha: truth(), url: '', tree: [], truncated: true });
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const fault = github.rest.faults.add({
    fault: { kind: 'answer', status: 200, body, headers },
    path: 'recursive=',
  });
  await push({
    'services/web/go.mod': 'module web\nrequire example.com/b v1.0.0\n',
    'docs/plan.md': '- [x] done',
  });
  await processed(truth());
  github.rest.faults.remove(fault);
  const last = (await snapshots()).at(-1);
  expect(last).toMatchObject({
    tasks_done: 1,
    dependencies: [{ name: 'express' }, { name: 'vitest' }, { name: 'example.com/a' }],
    errors: [{ error: expect.stringContaining('only a part of the files') }],
  });
});

test('more manifests than are read are reported', async () => {
  await create();
  await push(
    Object.fromEntries(Array.from({ length: 202 }, (_, n) => [`p/${n}/Dockerfile`, `FROM i${n}\n`])),
  );
  await processed(truth());
  const last = (await snapshots()).at(-1);
  expect(last.errors).toMatchObject([{ error: 'only the first 200 of 203 files are read' }]);
  expect(last.dependencies).toHaveLength(2 + 199);
});

test('pushes that touch no watched file cost no request, in any order of arrival', async () => {
  await create();
  const count = requests().length;
  nextSecond();
  const other = pushOf({ 'src/a.ts': '1' });
  nextSecond();
  const another = pushOf({ 'src/b.ts': '1', 'README.md': 'a plan comes before it' });
  await receive(worker, [...another, ...other]);
  await processed(truth());
  await headIsKnown();
  expect(requests()).toHaveLength(count);
  expect(await updates()).toHaveLength(1);
  expect(await findDueProjects(worker.context.database, { repositoryId, retrySeconds: 0, limit: 9 })).toEqual(
    [],
  );
});

test('a deleted file is removed from the project, and the next plan replaces it', async () => {
  await create();
  await push({ 'README.md': '- [ ] read me' }, { removed: ['docs/plan.md', 'package.json'] });
  await processed(truth());
  expect((await updates()).at(-1)).toMatchObject({
    files: [
      { path: 'README.md', change: 'added' },
      { path: 'docs/plan.md', change: 'removed' },
      { path: 'package.json', change: 'removed' },
    ],
    changes: { dependencies: { removed: [{ name: 'express' }, { name: 'vitest' }] } },
  });
  expect((await snapshots()).at(-1)).toMatchObject({
    plan_path: 'README.md',
    tasks_total: 1,
    dependencies: [],
  });
});

test('a manifest that is invalid, binary or too large has its own error', async () => {
  await create();
  await push({
    'package.json': '{',
    Dockerfile: 'FROM a\0b',
    'go.mod': `module a\n${`// ${'long'.repeat(20)}\n`.repeat(20_000)}require b v1.0.0\n`,
    'requirements.txt': '#'.repeat(2_000_001),
    'Cargo.toml': '[dependencies]\n"\\u0000" = "1"',
  });
  await processed(truth());
  const last = (await snapshots()).at(-1);
  expect(last.errors).toMatchObject([
    { path: 'Dockerfile', error: expect.stringContaining('not a text') },
    { path: 'package.json', error: expect.stringContaining('SyntaxError') },
    { path: 'requirements.txt', error: expect.stringContaining('larger than') },
  ]);
  // What was read before is not reported as removed.
  expect(last.dependencies).toMatchObject([
    { manifest: 'Cargo.toml', name: '\ufffd' },
    { manifest: 'go.mod', name: 'b' },
    { manifest: 'package.json', name: 'express' },
    { manifest: 'package.json', name: 'vitest' },
  ]);
  expect((await updates()).at(-1).changes.dependencies.removed).toEqual([]);
  expect(last).toMatchObject({ tasks_total: 3 });
  expect(requests().filter((path) => path.startsWith('git/blobs'))).toEqual(['git/blobs/:sha']);
});

test('files that are slow to parse have their own errors, and do not delay deliveries', async () => {
  await create();
  nextSecond();
  const bytes = Math.max(250_000, testSettings.hostileBytes);
  const many = (unit: string) => unit.repeat(bytes / unit.length);
  const hostile = pushOf({
    'requirements.txt': `a${many(' ')}((`,
    'pyproject.toml': `${many('a.')}a = 1`,
    'Cargo.toml': `dependencies = {${many('a = 1,')}`,
    'package.json': many('['),
    Dockerfile: `FROM ${many('${A:-')}`,
    'go.mod': `module a\nrequire (\n${many('a v1\n')}`,
    'docs/plan.md': `${'> '.repeat(200)}a\n${many('a\n')}`,
  });
  const started = performance.now();
  await receive(worker, hostile);
  let longest = 0;
  for (let n = 0; n < 20; n += 1) {
    nextSecond();
    const { deliveries } = github.simulator.commands.openIssue({ ...scene, title: `Beside ${n}` });
    const sent = performance.now();
    await receive(worker, deliveries);
    await waitFor('the delivery', async () =>
      (await worker.read(deliveries)).every(({ status }) => status === 'processed'),
    );
    longest = Math.max(longest, performance.now() - sent);
  }
  expect(longest).toBeLessThan(2_000);
  await processed(truth());
  expect(performance.now() - started).toBeLessThan(30_000);
  const last = (await snapshots()).at(-1);
  expect(last.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    'Cargo.toml',
    'Dockerfile',
    'docs/plan.md',
    'go.mod',
    'package.json',
    'pyproject.toml',
    'requirements.txt',
  ]);
  // A failed file is not read again until it changes.
  const count = requests().length;
  await push({ 'docs/plan.md': '- [x] a' });
  await processed(truth());
  expect(
    requests()
      .slice(count)
      .filter((path) => path.startsWith('contents/')),
  ).toEqual(['contents/docs/plan.md']);
});

test('a changed file with the same contents is an update without a snapshot', async () => {
  await create();
  await push({ 'docs/plan.md': `${plan}\nprose` });
  await processed(truth());
  expect((await updates()).at(-1)).toMatchObject({ files: [{ change: 'modified' }], changes: null });
  expect(await snapshots()).toHaveLength(1);
});

test('a commit is processed once, even if it is requested repeatedly', async () => {
  const projectId = await create();
  const { database, queues } = worker.context;
  const count = requests().length;
  await queues.enqueue(projectsQueue, { projectId });
  await waitFor('the job', async () => (await queues.counts(projectsQueue)).waiting === 0);
  expect(requests()).toHaveLength(count);
  // An explicit request reads it again, without changes.
  await requestProcessing(database, projectId);
  await enqueueDueProjects(worker.context, null);
  await processed(truth());
  expect(requests()).toHaveLength(count + 3);
  expect([await updates(), await snapshots()]).toMatchObject([{ length: 1 }, { length: 1 }]);
});

test('a forced push is processed regardless of its listed files', async () => {
  await create();
  await push({ 'docs/plan.md': '' });
  await processed(truth());
  // It takes away the commit that emptied the plan, and lists another file.
  await push({ 'src/a.ts': '1' }, { forced: true, replaces: 1 });
  await processed(truth());
  expect((await updates()).at(-1)).toMatchObject({ files: [{ path: 'docs/plan.md', change: 'modified' }] });
  expect((await snapshots()).at(-1)).toMatchObject({ tasks_total: 3 });
});

test('a push to another branch is ignored, unless that branch is watched', async () => {
  const projectId = await create();
  const count = requests().length;
  const created = github.simulator.commands.createBranch({ ...scene, branch: 'next' });
  const commits = [{ message: 'Plan', files: { 'docs/plan.md': '- [x] next' } }];
  nextSecond();
  const pushed = github.simulator.commands.push({ ...scene, branch: 'next', commits });
  await receive(worker, [...created.deliveries, ...pushed.deliveries]);
  const { sha } = pushed.value.head;
  await waitFor(
    'the branch',
    async () => (await query(`select 1 from branches where sha = '${sha}'`)).length > 0,
  );
  expect(requests()).toHaveLength(count);
  await updateProject(worker.context.database, projectId, { branch: 'next' });
  await enqueueDueProjects(worker.context, null);
  await processed(sha);
  expect((await snapshots()).at(-1)).toMatchObject({ tasks_done: 1, tasks_total: 1 });
});

test('the sweep finds a lost job', async () => {
  await create();
  const { context } = worker;
  const queues = { ...context.queues, enqueue: async () => {} };
  nextSecond();
  const deliveries = pushOf({ 'docs/plan.md': '- [x] lost' });
  const stored = deliveries.map(({ guid, event, body }) =>
    buildDelivery({ guid, event, payload: Buffer.from(body) }),
  );
  await worker.store(stored);
  await worker.runJob(stored, { queues });
  await enqueueDueProjects(context, null);
  await processed(truth());
  expect((await snapshots()).at(-1)).toMatchObject({ tasks_done: 1, tasks_total: 1 });
});

test('a head that a sync finds changed, without any delivery, is processed', async () => {
  await create();
  const { database, queues } = worker.context;
  // Clocks that are a few seconds apart count as one, so this is later than that.
  seconds += 10;
  nextSecond();
  pushOf({ 'docs/plan.md': '- [x] unreported' });
  const wanted = { type: 'manual_sync', priority: 'high', installationId: null } as const;
  const tasks = [{ repositoryId, work: 'sync', resources: ['branches'] }] as const;
  await startSyncJob({ database, queues }, { ...wanted, tasks });
  await processed(truth());
  expect((await snapshots()).at(-1)).toMatchObject({ tasks_done: 1, tasks_total: 1 });
});

test("of several pushes of one second GitHub's current head is processed", async () => {
  await create();
  nextSecond();
  const deliveries = ['1', '2', '3', '4', '5', '6'].flatMap((task) =>
    pushOf({ 'docs/plan.md': `# ${task}\n- [ ] a` }),
  );
  await receive(worker, deliveries.toReversed());
  await processed(truth());
  await headIsKnown();
  expect((await snapshots()).at(-1)).toMatchObject({
    commit_sha: truth(),
    sections: [{ headings: ['6'] }],
  });
});

test('an inaccessible project has the reason, and is read again as soon as it is accessible', async () => {
  const projectId = await create();
  await query('update installations set suspended_at = now()');
  await push({ 'docs/plan.md': '- [ ] inaccessible' });
  const row = () => query(`select error, checked_sha from projects where id = ${projectId}`);
  await waitFor('the error', async () => (await row())[0].error !== null);
  expect(await row()).toMatchObject([{ error: expect.stringContaining('no credential can access') }]);
  const { database } = worker.context;
  expect(await findDueProjects(database, { repositoryId, retrySeconds: 900, limit: 9 })).toEqual([]);
  expect(await findDueProjects(database, { repositoryId, retrySeconds: 0, limit: 9 })).toEqual([projectId]);
  await enqueueDueProjects(worker.context, null);
  expect((await worker.context.queues.counts(projectsQueue)).waiting).toBe(0);
  await query('update installations set suspended_at = null');
  await enqueueDueProjects(worker.context, null);
  await processed(truth());
  expect((await row())[0].error).toBeNull();
});

test('a push to a repository without projects causes no request', async () => {
  await push({ 'docs/plan.md': '- [ ] x' });
  expect(requests()).toEqual([]);
});
