import type { Change } from '@hubtwin/database';
import { expect, test } from 'vitest';
import { repositoryTags, tagsAcross, tagsOfChange } from './cache-tags.ts';

const change = (values: Partial<Change>): Change => ({
  seq: 1,
  resource: 'issues',
  key: '1',
  kind: 'updated',
  repository_id: 7,
  fields: {},
  source: 'webhook',
  actor: null,
  delivery_id: null,
  request: null,
  changed_at: new Date(0),
  ...values,
});

const answers = {
  'its issues': repositoryTags(7, ['issues']),
  'its pull requests': repositoryTags(7, ['pull_requests']),
  itself: repositoryTags(7, ['repositories', 'pull_requests']),
  'issues of another': repositoryTags(8, ['issues']),
  'all issues': tagsAcross(['issues']),
  'all runners': tagsAcross(['runners', 'organization_runners']),
  'all repositories': tagsAcross(['repositories', 'pull_requests']),
};

test.for<[string, Partial<Change>, (keyof typeof answers)[]]>([
  ['an issue', { kind: 'created' }, ['its issues', 'all issues']],
  ['a pull request', { resource: 'pull_requests' }, ['its pull requests', 'itself', 'all repositories']],
  [
    'a star',
    { resource: 'repositories', fields: { stargazers_count: { from: 1, to: 2 } } },
    ['itself', 'all repositories'],
  ],
  ...(['created', 'deleted', 'restored', 'updated'] as const).map(
    (kind): [string, Partial<Change>, (keyof typeof answers)[]] => [
      `a repository that is ${kind === 'updated' ? 'renamed' : kind}`,
      {
        resource: 'repositories',
        kind,
        fields: kind === 'updated' ? { full_name: { from: 'a/b', to: 'a/c' } } : {},
      },
      ['its issues', 'its pull requests', 'itself', 'all issues', 'all runners', 'all repositories'],
    ],
  ),
  ['a runner of an organisation', { resource: 'organization_runners', repository_id: null }, ['all runners']],
  ['a kind of object that nothing shows', { resource: 'accounts', repository_id: null }, []],
])('%s invalidates the answers that show it, and no others', ([, values, ended]) => {
  const changed = new Set(tagsOfChange(change(values)));
  const names = Object.entries(answers).filter(([, tags]) => tags.some((tag) => changed.has(tag)));
  expect(names.map(([name]) => name)).toEqual(ended);
});
