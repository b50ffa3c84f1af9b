import { type JsonObject, resources } from '@hubtwin/resources';
import { exampleDeliveries } from '@hubtwin/test-kit';
import { describe, expect, test } from 'vitest';
import { interpretDelivery } from './interpret-delivery.ts';

const receivedAt = new Date('2026-01-01T00:01:00Z');
const examples = exampleDeliveries();

/** The resources that a payload reports, with `-` before deletions. */
function reportedBy(event: string, payload: JsonObject): string[] {
  const { observations } = interpretDelivery({ event, payload, receivedAt });
  const reported = observations.map(
    ({ resource, isDeleted }) => `${isDeleted === true ? '-' : ''}${resource.name}`,
  );
  return [...new Set(reported)].sort();
}

const everywhere = ['accounts', 'repositories'];
const ofIssues = ['issues', 'labels?', 'milestones?'];
const ofPulls = ['pull_requests', 'labels?', 'milestones?'];

/** The resources that GitHub's examples of an event and action report; `?` marks those that only some of them do. */
const promised: Record<string, string[]> = {
  'installation created': ['accounts', 'installations', 'installation_repositories', 'repositories'],
  'installation deleted': ['accounts', '-installations'],
  'installation suspend': ['accounts', 'installations'],
  'installation unsuspend': ['accounts', 'installations'],
  'installation new_permissions_accepted': [
    'accounts',
    'installations',
    'installation_repositories',
    'repositories',
  ],
  'installation_repositories added': [
    'accounts',
    'installations',
    'installation_repositories',
    'repositories',
  ],
  'installation_repositories removed': ['accounts', 'installations', '-installation_repositories'],
  'repository created': [...everywhere, 'installation_repositories?'],
  'repository edited': everywhere,
  'repository privatized': everywhere,
  'repository publicized': everywhere,
  // The published example has the old name as the new one.
  'repository renamed': [...everywhere, 'repository_names?'],
  'repository transferred': [...everywhere, 'repository_names', 'installation_repositories?'],
  public: everywhere,
  star: everywhere,
  fork: everywhere,
  member: [...everywhere, 'collaborators'],
  push: [...everywhere, 'branches?', '-branches?', 'commits?', 'tags?', '-tags?'],
  create: [...everywhere, 'branches?', 'tags?'],
  delete: [...everywhere, '-branches?', '-tags?'],
  'branch_protection_rule created': [...everywhere, 'branch_protection_rules', 'branches'],
  'branch_protection_rule edited': [...everywhere, 'branch_protection_rules', 'branches'],
  'branch_protection_rule deleted': [...everywhere, '-branch_protection_rules', 'branches'],
  'issues deleted': [...everywhere, '-issues', 'labels?', 'milestones?'],
  'issues transferred': [...everywhere, '-issues', 'labels?', 'milestones?'],
  'issues milestoned': [...everywhere, 'issues?', 'labels?', 'milestones'],
  'issues demilestoned': [...everywhere, 'issues?', 'labels?', 'milestones'],
  issues: [...everywhere, ...ofIssues],
  'issue_comment deleted': [...everywhere, '-issue_comments', 'issues', 'labels?', 'milestones?'],
  issue_comment: [...everywhere, 'issue_comments', ...ofIssues],
  'label deleted': [...everywhere, '-labels'],
  label: [...everywhere, 'labels'],
  'milestone deleted': [...everywhere, '-milestones'],
  milestone: [...everywhere, 'milestones'],
  pull_request: [...everywhere, ...ofPulls],
  'release deleted': [...everywhere, '-releases'],
  release: [...everywhere, 'releases'],
  workflow_run: [...everywhere, 'workflow_runs', 'workflows'],
  workflow_job: [...everywhere, 'workflow_jobs', 'runners?'],
};

describe('GitHub’s examples report the resources of their event, and no others', () => {
  const named = examples
    .map(({ event, payload }) => ({ event, payload, name: `${event} ${payload.action ?? ''}`.trim() }))
    .flatMap((example) => {
      const words = promised[example.name] ?? promised[example.event];
      return words === undefined ? [] : [{ ...example, words }];
    });

  test.for([...Map.groupBy(named, ({ name }) => name)])('%s', ([, deliveries]) => {
    for (const { event, payload, words } of deliveries) {
      const reported = reportedBy(event, payload);
      const possible = words.map((word) => word.replace('?', ''));
      expect(possible).toEqual(expect.arrayContaining(reported));
      expect(reported).toEqual(expect.arrayContaining(words.filter((word) => !word.endsWith('?'))));
    }
  });

  test('and there is an example of each', () => {
    const names = new Set(named.flatMap(({ event, name }) => [event, name]));
    expect(Object.keys(promised).filter((name) => !names.has(name))).toEqual([]);
  });
});

/** A copy of an example, changed. */
function exampleOf(event: string, action: string | null, changes: JsonObject = {}): JsonObject {
  const found = examples.find((each) => each.event === event && (each.payload.action ?? null) === action);
  if (found === undefined) throw new Error(`no example of ${event} ${action}`);
  return { ...found.payload, ...changes };
}
const seen = (event: string, payload: JsonObject, name: string) =>
  interpretDelivery({ event, payload, receivedAt }).observations.filter(
    ({ resource }) => resource.name === name,
  );

test('archived and unarchived repositories are reported like edited ones, deleted ones as deletions', () => {
  for (const action of ['archived', 'unarchived']) {
    const archived = action === 'archived';
    const { repository } = exampleOf('repository', 'edited');
    const payload = exampleOf('repository', 'edited', {
      action,
      repository: { ...Object(repository), archived },
    });
    expect(seen('repository', payload, 'repositories')).toMatchObject([{ raw: { archived } }]);
  }
  expect(
    seen('repository', exampleOf('repository', 'edited', { action: 'deleted' }), 'repositories'),
  ).toMatchObject([{ isDeleted: true }]);
});

test('a pull request that is closed by its merge is merged', () => {
  const { pull_request } = exampleOf('pull_request', 'closed');
  const merged = { ...Object(pull_request), merged: true, merged_at: '2026-01-01T00:00:30Z' };
  const [pull] = seen(
    'pull_request',
    exampleOf('pull_request', 'closed', { pull_request: merged }),
    'pull_requests',
  );
  expect(pull?.resource.columns(pull.raw)).toMatchObject({ merged: true, state: 'closed' });
  expect(pull?.rank).toBe('1');
});

test('events of stars and forks update the counts, and events that only embed the repository do not', () => {
  for (const [event, action] of [
    ['star', 'created'],
    ['star', 'deleted'],
    ['fork', null],
    ['public', null],
  ] as const) {
    const [repository] = seen(event, exampleOf(event, action), 'repositories');
    expect(repository?.raw).toHaveProperty('stargazers_count');
    expect(repository?.raw).toHaveProperty('forks_count');
  }
  expect(seen('member', exampleOf('member', 'added'), 'repositories')[0]?.raw).not.toHaveProperty(
    'forks_count',
  );
});

test('the runner of a job is reported with the number it has in the repository of the job, and is busy', () => {
  const payload = exampleOf('workflow_job', 'in_progress');
  expect(seen('workflow_job', payload, 'runners')).toMatchObject([
    {
      key: { scope: `repos/${Reflect.get(Object(payload.repository), 'id')}`, id: 1 },
      raw: { id: 1, name: 'my runner', runner_group_id: 2, runner_group_name: 'my runner group' },
      completeness: 'whole',
    },
    { raw: { id: 1, busy: true }, completeness: 'partial', isRestUnchanged: true },
  ]);
});

test('null instead of any object is ignored, and the rest is read', () => {
  const handled = examples.filter(({ event }) =>
    Object.keys(promised).some((name) => name.split(' ')[0] === event),
  );
  for (const { event, payload } of handled) {
    for (const key of Object.keys(payload)) {
      const reported = reportedBy(event, { ...payload, [key]: null });
      expect(reported).not.toContain(undefined);
    }
    expect(() =>
      reportedBy(event, Object.fromEntries(Object.keys(payload).map((key) => [key, null]))),
    ).not.toThrow();
  }
});

test('every handled event reports accounts', () => {
  const eventsOf = (isWanted: (name: string) => boolean) => [
    ...new Set(resources.filter(({ name }) => isWanted(name)).flatMap(({ events }) => Object.keys(events))),
  ];
  expect(eventsOf((name) => name === 'accounts').sort()).toEqual(
    eventsOf((name) => name !== 'accounts').sort(),
  );
});

test('accounts are found anywhere in an event, with the common keys only', () => {
  const payload = exampleOf('pull_request', 'opened');
  const found = seen('pull_request', payload, 'accounts');
  const logins = new Set(found.map(({ raw }) => raw.login));
  for (const value of [payload.sender, Object(payload.repository).owner, Object(payload.pull_request).user]) {
    expect(logins).toContain(Object(value).login);
  }
  for (const { raw } of found) {
    expect(['avatar_url', 'html_url', 'id', 'login', 'node_id', 'site_admin', 'type']).toEqual(
      expect.arrayContaining(Object.keys(raw)),
    );
  }
});
