import { expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../create-simulator.ts';
import type { Delivery } from '../world/create-world.ts';
import { act } from './act.ts';
import { history } from './history.ts';
import { type GrowthLimits, tidyUp } from './tidy-up.ts';

const limits = { closedIssues: 3, releases: 2, completedRuns: 5, pullRequests: 8 };

function play(simulator: Simulator, growth?: GrowthLimits): Delivery[] {
  const deliveries = [...history(simulator)].flat();
  for (let count = 0; count < 1_500; count++) {
    deliveries.push(...act(simulator), ...(growth ? tidyUp(simulator, growth) : []));
  }
  return deliveries;
}

const newSimulator = () => {
  let ms = Date.parse('2026-01-05T09:00:00Z');
  return createSimulator({
    seed: 5,
    clock: () => {
      ms += 900;
      return ms;
    },
  });
};

/** The objects that a client knows from deliveries alone, as `owner/name#number` or `@tag`. */
function believed(deliveries: Delivery[]): Set<string> {
  const there = new Set<string>();
  for (const { event, action, body } of deliveries) {
    const { repository, issue, pull_request, release } = JSON.parse(body);
    const key = `${repository?.id}${release ? `@${release.tag_name}` : `#${(issue ?? pull_request)?.number}`}`;
    if (['issues', 'pull_request'].includes(event) && action === 'opened') there.add(key);
    if (event === 'release' && action === 'created') there.add(key);
    if (['issues', 'release'].includes(event) && action === 'deleted') there.delete(key);
    if (event === 'repository' && action === 'deleted') {
      for (const each of there) if (each.startsWith(`${repository.id}`)) there.delete(each);
    }
  }
  return there;
}

test('removals beyond the limits are delivered, so that clients that follow deliveries stay correct', () => {
  const simulator = newSimulator();
  const deliveries = play(simulator, limits);
  const repositories = [...simulator.world.repositories.values()];
  for (const { issues, releases, runs, pullRequests, comments } of repositories) {
    const conversations = [...issues.values(), ...pullRequests.values()];
    expect(conversations.reduce((sum, each) => sum + each.comments, 0)).toBe(comments.size);
    expect(pullRequests.size).toBeLessThanOrEqual(limits.pullRequests);
    expect(releases.size).toBeLessThanOrEqual(limits.releases);
    const closed = [...issues.values()].filter(({ state }) => state === 'closed');
    expect(closed.length).toBeLessThanOrEqual(limits.closedIssues);
    const completed = [...runs.values()].filter(({ status }) => status === 'completed');
    expect(completed.length).toBeLessThanOrEqual(limits.completedRuns);
  }
  const there = repositories.flatMap(({ id, issues, pullRequests, releases }) => [
    ...[...issues.keys(), ...pullRequests.keys()].map((number) => `${id}#${number}`),
    ...[...releases.keys()].map((tag) => `${id}@${tag}`),
  ]);
  expect([...believed(deliveries)].sort()).toEqual(there.sort());
  const kinds = new Set(deliveries.map(({ event, action }) => `${event}.${action}`));
  for (const kind of ['issues.deleted', 'release.deleted', 'repository.deleted'])
    expect(kinds).toContain(kind);
});

test('a removed issue is recorded as deleted', () => {
  const simulator = newSimulator();
  const scene = { repository: 'handbook', by: 'ada-okafor' };
  simulator.commands.install({ by: 'ada-okafor' });
  for (let number = 1; number <= 4; number++) {
    simulator.commands.openIssue({ ...scene, title: 'One' });
    simulator.commands.closeIssue({ ...scene, number });
  }
  expect(tidyUp(simulator, limits).map(({ event, action }) => [event, action])).toEqual([
    ['issues', 'deleted'],
  ]);
  const handbook = [...simulator.world.repositories.values()].find(({ name }) => name === 'handbook');
  expect([...(handbook?.deletedIssues ?? [])]).toEqual([1]);
});

test('without limits every number is an issue, a pull request or explicitly deleted', () => {
  const simulator = newSimulator();
  play(simulator);
  for (const { lastNumber, issues, pullRequests, deletedIssues } of simulator.world.repositories.values()) {
    expect(issues.size + pullRequests.size + deletedIssues.size).toBe(lastNumber);
  }
});
