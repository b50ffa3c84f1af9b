import { z } from 'zod';
import { defineResource } from '../define-resource.ts';
import { int4, text } from '../github-types.ts';

const githubContributor = z.looseObject({
  id: z.number().int().optional(),
  login: text,
  name: text,
  email: text,
  type: text,
  avatar_url: text,
  html_url: text,
  contributions: int4,
});

type Contributor = z.output<typeof githubContributor>;

/** The id of the account; GitHub identifies anonymous contributors by their email address. */
const identityOf = ({ id, email, name }: Contributor) => `${id ?? email ?? name ?? ''}`;

/**
 * Authors of commits on the default branch. Only lists contain them, and absence from a list is the only sign of a
 * deletion.
 */
export const contributors = defineResource({
  name: 'contributors',
  table: 'contributors',
  permission: 'contents',
  key: ['repository_id', 'contributor'],
  keyOf: (contributor, repositoryId) => ({
    repository_id: repositoryId ?? 0,
    contributor: identityOf(contributor),
  }),
  inRepository: true,
  account: { id: 'account_id' },
  schema: githubContributor,
  clock: () => '',
  columns: (contributor) => ({
    account_id: contributor.id,
    login: contributor.login,
    name: contributor.name,
    email: contributor.email,
    type: contributor.type,
    avatar_url: contributor.avatar_url,
    html_url: contributor.html_url,
    contributions: contributor.contributions,
  }),
  changes: ['login', 'contributions'],
  list: { route: 'GET /repos/{owner}/{repo}/contributors', query: { anon: 'true' }, complete: true },
});
