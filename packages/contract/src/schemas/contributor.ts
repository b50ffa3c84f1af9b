import { z } from 'zod';
import { integer, observed, repositoryRef, text } from '../fields.ts';
import { accountExample, observedExample, repositoryRefExample } from './examples.ts';

export const contributor = z
  .object({
    id: integer.describe('Of the account; null for an anonymous contributor.'),
    login: text,
    type: text.describe('`User`, `Bot` or `Anonymous`.'),
    name: text.describe('Of an anonymous contributor.'),
    email: text.describe('Of an anonymous contributor.'),
    avatar_url: text,
    html_url: text,
    contributions: integer.describe('Commits of the default branch.'),
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Contributor' });

export type Contributor = z.output<typeof contributor>;

export const contributorExample: Contributor = {
  ...accountExample,
  type: 'User',
  name: null,
  email: null,
  avatar_url: 'https://avatars.githubusercontent.com/u/21031067?v=4',
  html_url: 'https://github.com/octocat',
  contributions: 32,
  repository: repositoryRefExample,
  ...observedExample,
  source: 'sync',
};
