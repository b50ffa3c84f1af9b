import { z } from 'zod';
import { boolean, id, login, maybeTime, observed, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample, timeExample } from './examples.ts';

export const release = z
  .object({
    id,
    tag_name: text,
    name: text,
    body: text,
    draft: boolean,
    prerelease: boolean,
    target_commitish: text,
    author: login,
    html_url: text,
    created_at: maybeTime,
    published_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Release' });

export type Release = z.output<typeof release>;

export const releaseExample: Release = {
  id: 17_372_790,
  tag_name: 'v1.0.0',
  name: 'The first',
  body: 'All the bugs are mended.',
  draft: false,
  prerelease: false,
  target_commitish: 'main',
  author: { login: 'octocat' },
  html_url: 'https://github.com/octo-org/octo-repo/releases/tag/v1.0.0',
  created_at: timeExample,
  published_at: timeExample,
  repository: repositoryRefExample,
  ...observedExample,
};
