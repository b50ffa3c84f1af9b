import { expect, test } from 'vitest';
import { createSimulator, type Simulator } from './create-simulator.ts';
import { act } from './scenario/act.ts';
import { history } from './scenario/history.ts';
import { countObjects } from './world/count-objects.ts';
import type { Delivery } from './world/create-world.ts';
import { findRepository } from './world/lookup.ts';
import { SimulatorError } from './world/simulator-error.ts';

const start = Date.parse('2026-01-05T09:00:00Z');

function ticking(stepMs = 900): () => number {
  let ms = start;
  return () => {
    ms += stepMs;
    return ms;
  };
}

function play(simulator: Simulator, actions: number): Delivery[] {
  const deliveries = [...history(simulator)].flat();
  for (let count = 0; count < actions; count++) deliveries.push(...act(simulator));
  return deliveries;
}

const payloads = (deliveries: Delivery[]) => deliveries.map(({ body }) => JSON.parse(body));

const scene = { repository: 'storefront', by: 'ada-okafor' };

function installed(clock = ticking()): Simulator {
  const simulator = createSimulator({ seed: 3, clock });
  simulator.commands.install({ by: 'ada-okafor' });
  return simulator;
}

test('the same seed and clock give byte-equal deliveries', () => {
  const [one, other] = [1, 2].map(() => play(createSimulator({ seed: 42, clock: ticking() }), 500));
  expect(one).toEqual(other);
});

test('another seed shares no GUID, and no id of a repository or an issue', () => {
  const [one = [], other = []] = [41, 42].map((seed) =>
    play(createSimulator({ seed, clock: ticking() }), 50),
  );
  const idsOf = (deliveries: Delivery[]) => [
    ...deliveries.map(({ guid }) => guid),
    ...payloads(deliveries).flatMap(({ repository, issue }) => [repository?.id, issue?.id]),
  ];
  const known = new Set(idsOf(one).filter(Boolean));
  expect(idsOf(other).filter((id) => known.has(id))).toEqual([]);
});

test('GUIDs are different version 4 UUIDs', () => {
  const guids = play(createSimulator({ seed: 1, clock: ticking() }), 1_000).map(({ guid }) => guid);
  expect(new Set(guids).size).toBe(guids.length);
  for (const guid of guids)
    expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('times of an object never go back, in whole seconds, even if the clock does', () => {
  let ms = start;
  const jumpy = () => {
    ms += ms % 7 === 0 ? -5_000 : 1_003;
    return ms;
  };
  const latest = new Map<string, string>();
  for (const payload of payloads(play(createSimulator({ seed: 5, clock: jumpy }), 1_000))) {
    for (const kind of ['repository', 'issue', 'pull_request', 'workflow_run']) {
      const object = payload[kind];
      // A deployment that no run of a workflow makes has none.
      if (object == null) continue;
      expect(object.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const before = latest.get(object.node_id + kind) ?? '';
      expect(object.updated_at >= before, `${kind} ${before} then ${object.updated_at}`).toBe(true);
      latest.set(object.node_id + kind, object.updated_at);
    }
  }
  expect(latest.size).toBeGreaterThan(50);
});

test('open_issues_count is the number of open issues and pull requests', () => {
  const simulator = createSimulator({ seed: 9, clock: ticking() });
  play(simulator, 2_000);
  for (const { openIssues, issues, pullRequests } of simulator.world.repositories.values()) {
    const open = [...issues.values(), ...pullRequests.values()].filter(({ state }) => state === 'open');
    expect(openIssues).toBe(open.length);
  }
});

test('issues and pull requests share one increasing sequence of numbers in a repository', () => {
  const opened = play(createSimulator({ seed: 9, clock: ticking() }), 500)
    .filter(({ action }) => action === 'opened')
    .map(({ body }) => JSON.parse(body))
    .filter(({ repository }) => repository.name === 'forecast')
    .map(({ issue, pull_request }) => (issue ?? pull_request).number);
  expect(opened.length).toBeGreaterThan(4);
  expect(opened).toEqual(opened.map((_, index) => index + 1));
});

test('a push has times in seconds and updates pushed_at; a star updates the counters', () => {
  const { commands } = installed();
  const commits = [{ message: 'One' }];
  const [pushed] = payloads(commands.push({ ...scene, branch: 'main', commits }).deliveries);
  const [starred] = payloads(commands.star(scene).deliveries);
  expect(pushed.repository.created_at).toBe(Date.parse(starred.repository.created_at) / 1000);
  expect(pushed.repository.pushed_at).toBe(Date.parse(starred.repository.pushed_at) / 1000);
  expect(pushed.repository.pushed_at * 1000).toBeGreaterThanOrEqual(start);
  expect(pushed.commits.at(-1).id).toBe(pushed.after);
  expect(starred.repository.stargazers_count).toBe(pushed.repository.stargazers_count + 1);
});

test('each push continues where the last one of its branch ended', () => {
  const heads = new Map<string, string>();
  const deliveries = play(createSimulator({ seed: 11, clock: ticking() }), 800);
  const pushes = payloads(deliveries.filter(({ event }) => event === 'push'));
  for (const { repository, ref, before, after, created } of pushes) {
    const branch = `${repository.id} ${ref}`;
    const known = heads.get(branch);
    if (known !== undefined || created) expect(before).toBe(known ?? '0'.repeat(40));
    if (/^0+$/.test(after)) heads.delete(branch);
    else heads.set(branch, after);
  }
  expect(pushes.length).toBeGreaterThan(50);
});

test('a renamed repository keeps its id and is found under its new name only', () => {
  const { commands, world } = installed();
  const before = findRepository(world, 'storefront').id;
  const [renamed] = payloads(commands.renameRepository({ ...scene, name: 'shop' }).deliveries);
  expect(renamed.repository).toMatchObject({ id: before, full_name: 'demo-org/shop' });
  expect(renamed.repository.issues_url).toBe('https://api.github.com/repos/demo-org/shop/issues{/number}');
  expect(() => commands.star(scene)).toThrow(SimulatorError);
});

test('a refused command changes and emits nothing', () => {
  const { commands, world } = installed();
  commands.archiveRepository(scene);
  const before = JSON.stringify(countObjects(world));
  expect(() => commands.openIssue({ ...scene, title: 'Too late' })).toThrow(/archived/);
  expect(() => commands.closeIssue({ ...scene, repository: 'forecast', number: 1 })).toThrow(/#1/);
  expect(JSON.stringify(countObjects(world))).toBe(before);
  expect(commands.star(scene).deliveries).toHaveLength(1);
});

test('a rerun keeps its earlier attempts with their jobs', () => {
  const { commands } = createSimulator({ seed: 2, clock: ticking() });
  const { value: run } = commands.startWorkflowRun({ ...scene, workflow: 'CI' });
  commands.completeWorkflowRun({ ...scene, run: run.id, conclusion: 'failure' });
  const first = run.jobs;
  commands.rerunWorkflowRun({ ...scene, by: 'bram-visser', run: run.id });
  expect(run.earlierAttempts).toMatchObject([{ attempt: 1, conclusion: 'failure', status: 'completed' }]);
  expect(run.earlierAttempts[0]?.jobs).toBe(first);
  expect(run.earlierAttempts[0]?.triggeringActor.login).toBe('ada-okafor');
  expect(run.jobs.map(({ status }) => status)).toEqual(['queued', 'queued']);
  expect(run).toMatchObject({ attempt: 2, conclusion: null });
});

test('run numbers continue after earlier runs are deleted', () => {
  const simulator = createSimulator({ seed: 2, clock: ticking() });
  const { commands } = simulator;
  const first = commands.startWorkflowRun({ ...scene, workflow: 'CI' }).value;
  commands.completeWorkflowRun({ ...scene, run: first.id });
  expect(commands.deleteWorkflowRun({ ...scene, run: first.id }).deliveries).toEqual([]);
  expect(findRepository(simulator.world, 'storefront').runs.size).toBe(0);
  expect(commands.startWorkflowRun({ ...scene, workflow: 'CI' }).value.number).toBe(2);
});
