import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { objectOf } from '../field.ts';
import { idOrNull, integer, text } from '../field-kinds.ts';
import { account as shape } from '../stored/shapes/account.ts';
import { accountExample } from './examples.ts';

const fields = {
  id: idOrNull(accountExample.id, {
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
};

const githubContributor = objectOf(fields, { id: z.number().int().optional() });

type Contributor = z.output<typeof githubContributor>;

/** The id of the account; GitHub identifies anonymous contributors by their email address. */
const identityOf = ({ id, email, name }: Contributor) => `${id ?? email ?? name ?? ''}`;

/**
 * Authors of commits on the default branch. Only lists contain them, and absence from a list is the only sign of a
 * deletion.
 */
export const contributors = defineResource({
  name: 'contributors',
  permission: 'contents',
  key: ['repository_id', 'contributor'],
  keyOf: (contributor, repositoryId) => ({
    repository_id: repositoryId ?? 0,
    contributor: identityOf(contributor),
  }),
  inRepository: true,
  account: { id: 'account_id' },
  fields,
  shape,
  schema: githubContributor,
  drift: { probe: ['push'] },
  clock: () => '',
  changes: ['login', 'contributions'],
  list: { route: 'GET /repos/{owner}/{repo}/contributors', query: { anon: 'true' }, complete: true },
  shown: {
    schema: 'Contributor',
    noun: 'contributor',
    path: 'contributors',
    cachedAs: 'repos',
    list: {
      operation: 'listContributors',
      summary: 'Contributors to the default branch, most contributions first',
    },
    filters: {},
    sorts: { contributions: { column: 'contributions', type: 'number', isNullable: true } },
    direction: 'desc',
    tie: [{ column: 'contributor', type: 'text' }],
    source: 'sync',
  },
});
