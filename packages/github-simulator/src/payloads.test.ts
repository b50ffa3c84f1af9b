import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { ada, commits, script } from './command-script.ts';
import { createSimulator } from './create-simulator.ts';
import { act } from './scenario/act.ts';
import { history } from './scenario/history.ts';
import type { Delivery } from './world/create-world.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const path = fileURLToPath(import.meta.resolve('@octokit/webhooks-schemas'));
ajv.addSchema({ ...JSON.parse(readFileSync(path, 'utf8')), $id: 'webhooks' });

/** Every violation of the schema of the payload's event and action. */
function faultsOf({ event, action, body }: Delivery): string[] {
  const kind = `${event}$${action ?? 'event'}`;
  const validate = ajv.getSchema(`webhooks#/definitions/${kind}`);
  if (validate === undefined) return [`${kind} has no schema`];
  validate(JSON.parse(body));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${kind} ${instancePath} ${message}`);
}

const kindOf = ({ event, action }: Delivery) => (action === null ? event : `${event}.${action}`);

const clockFrom = (start: string) => {
  let ms = Date.parse(start);
  return () => {
    ms += 700;
    return ms;
  };
};

const newSimulator = (seed = 7) => createSimulator({ seed, clock: clockFrom('2026-01-05T09:00:00Z') });

test('each command emits the deliveries of GitHub, in order, valid under the schema of their event', () => {
  const simulator = newSimulator();
  for (const [name, [command, kinds]] of Object.entries(script)) {
    const { deliveries } = command(simulator);
    expect(deliveries.map(kindOf), name).toEqual(kinds);
    expect(deliveries.flatMap(faultsOf), name).toEqual([]);
  }
});

test('a prerelease is announced as such', () => {
  const { commands } = newSimulator();
  commands.install({ by: 'ada-okafor' });
  const { deliveries } = commands.publishRelease({ ...ada, tag: 'v2.0.0-rc.1', prerelease: true });
  expect(deliveries.map(kindOf)).toContain('release.prereleased');
  expect(deliveries.flatMap(faultsOf)).toEqual([]);
});

/** The events that people cause; the rest of the script is for tests only. */
const played = [
  ...['check_run.completed', 'check_run.created', 'check_suite.completed', 'create', 'delete'],
  ...['deployment.created', 'deployment_status.created', 'installation.created', 'issue_comment.created'],
  ...['issues.assigned', 'issues.closed', 'issues.deleted', 'issues.edited', 'issues.labeled'],
  ...[
    'issues.opened',
    'issues.reopened',
    'issues.unlabeled',
    'label.created',
    'label.edited',
    'membership.added',
    'ping',
  ],
  ...['pull_request.closed', 'pull_request.labeled', 'pull_request.opened', 'pull_request.ready_for_review'],
  ...['pull_request.synchronize', 'push', 'release.created', 'release.prereleased', 'release.published'],
  ...['release.released', 'repository.archived', 'repository.created', 'repository.edited'],
  ...[
    'repository.renamed',
    'repository.unarchived',
    'star.created',
    'star.deleted',
    'status',
    'team.created',
  ],
  ...['workflow_job.completed', 'workflow_job.in_progress', 'workflow_job.queued'],
  ...['workflow_run.completed', 'workflow_run.in_progress', 'workflow_run.requested'],
];

test('every payload of the scenario is valid, and it emits every kind of event that people cause', () => {
  const simulator = newSimulator(1);
  const deliveries = [...history(simulator)].flat();
  for (let count = 0; count < 4_000; count++) deliveries.push(...act(simulator));
  const seen = new Set(deliveries.map(kindOf));
  expect([...seen].sort()).toEqual(played);
  // Enough of each kind to cover its variants, without validating thousands of bodies.
  const checked = new Map<string, number>();
  for (const delivery of deliveries) {
    const count = checked.get(kindOf(delivery)) ?? 0;
    checked.set(kindOf(delivery), count + 1);
    if (count < 60) expect(faultsOf(delivery)).toEqual([]);
  }
});

test('the history contains every kind of object', () => {
  const kinds = new Set([...history(newSimulator())].flat().map(({ event }) => event));
  const expected =
    'create delete installation issue_comment issues label membership ping pull_request push release star team';
  const checks = ['check_run', 'check_suite', 'deployment', 'deployment_status'];
  const all = [...expected.split(' '), ...checks, 'workflow_job', 'workflow_run'];
  expect([...kinds].sort()).toEqual(all.sort());
});

test('nothing but a ping is sent before the App is installed', () => {
  const { commands } = newSimulator();
  expect(commands.openIssue({ ...ada, title: 'Unheard' }).deliveries).toEqual([]);
  expect(commands.push({ ...ada, branch: 'main', commits }).deliveries).toEqual([]);
});
