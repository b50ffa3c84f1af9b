import { integer, text } from '../field.ts';
import type { Representation } from '../representation.ts';
import { accountExample } from './examples.ts';

export const contributors: Representation = {
  resources: ['contributors'],
  table: 'contributors',
  schema: 'Contributor',
  noun: 'contributor',
  path: 'contributors',
  cachedAs: 'repos',
  list: {
    operation: 'listContributors',
    summary: 'Contributors to the default branch, most contributions first',
  },
  fields: {
    id: integer(accountExample.id, {
      column: 'account_id',
      description: 'Id of the account; null for an anonymous contributor.',
    }),
    login: text(accountExample.login),
    type: text('User', { description: '`User`, `Bot` or `Anonymous`.' }),
    name: text(null, { description: 'Name of an anonymous contributor.' }),
    email: text(null, { description: 'Email address of an anonymous contributor.' }),
    avatar_url: text('https://avatars.githubusercontent.com/u/21031067?v=4'),
    html_url: text('https://github.com/octocat'),
    contributions: integer(32, { description: 'Number of commits on the default branch.' }),
  },
  filters: {},
  sorts: { contributions: { column: 'contributions', type: 'number', isNullable: true } },
  direction: 'desc',
  tie: [{ column: 'contributor', type: 'text' }],
  source: 'sync',
};
