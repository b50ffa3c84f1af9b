import { z } from 'zod';
import { id, maybeTime, observed, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample, timeExample } from './examples.ts';

export const workflow = z
  .object({
    id,
    name: text,
    path: text.describe('Of its file.'),
    state: text.describe('`active`, `deleted`, or how it is disabled, such as `disabled_manually`.'),
    html_url: text,
    badge_url: text,
    created_at: maybeTime,
    updated_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Workflow' });

export type Workflow = z.output<typeof workflow>;

export const workflowExample: Workflow = {
  id: 161_335,
  name: 'Build',
  path: '.github/workflows/build.yml',
  state: 'active',
  html_url: 'https://github.com/octo-org/octo-repo/blob/main/.github/workflows/build.yml',
  badge_url: 'https://github.com/octo-org/octo-repo/workflows/Build/badge.svg',
  created_at: '2026-01-08T23:48:37.000Z',
  updated_at: timeExample,
  repository: repositoryRefExample,
  ...observedExample,
};
