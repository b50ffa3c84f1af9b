import { expect, test } from 'vitest';
import { whyFiltered } from './why-filtered.ts';

const none = { events: null, actions: null, repositories: null };
const delivery = (event: string, payload: Record<string, unknown> = {}) => ({ event, payload });
const opened = delivery('issues', { action: 'opened', repository: { full_name: 'Acme/Twin' } });

test('without a filter nothing is excluded, and an empty one is none', () => {
  expect(whyFiltered(none, opened)).toBeNull();
  expect(whyFiltered({ events: [], actions: [], repositories: [] }, opened)).toBeNull();
});

test.for([
  [{ events: ['push'] }, 'issues'],
  [{ actions: ['closed'] }, 'issues.opened'],
  [{ actions: ['label.opened'] }, 'issues.opened'],
  [{ repositories: ['acme/other'] }, 'Acme/Twin'],
  [{ repositories: ['acm/*'] }, 'Acme/Twin'],
] as const)('%o excludes %s', ([filter, reason]) => {
  expect(whyFiltered({ ...none, ...filter }, opened)).toContain(reason);
});

test.for([
  { events: ['push', 'issues'] },
  { actions: ['opened'] },
  { actions: ['issues.opened'] },
  { repositories: ['acme/TWIN'] },
  { repositories: ['Acme/*'] },
])('%o includes it', (filter) => {
  expect(whyFiltered({ ...none, ...filter }, opened)).toBeNull();
});

test('a delivery without an action or a repository is not excluded by that filter', () => {
  const filter = { ...none, actions: ['opened'], repositories: ['acme/twin'] };
  for (const payload of [{}, { action: null, repository: null }, { action: 7, repository: { id: 1 } }]) {
    expect(whyFiltered(filter, delivery('push', payload))).toBeNull();
  }
});
