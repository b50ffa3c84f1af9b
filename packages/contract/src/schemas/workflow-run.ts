import { z } from 'zod';
import { id, integer, login, maybeTime, observed, raw, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample, shaExample, timeExample } from './examples.ts';

export const workflowRun = z
  .object({
    id,
    workflow_id: integer,
    name: text,
    display_title: text,
    run_number: integer,
    run_attempt: integer,
    event: text,
    status: text,
    conclusion: text,
    head_branch: text,
    head_sha: text,
    actor: login,
    html_url: text,
    created_at: maybeTime,
    run_started_at: maybeTime,
    updated_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'WorkflowRun' });

export const workflowRunWithRaw = workflowRun.extend({ raw }).meta({ id: 'WorkflowRunWithRaw' });

export type WorkflowRun = z.output<typeof workflowRun>;

export const workflowRunExample: WorkflowRun = {
  id: 289_782_451,
  workflow_id: 5_178_994,
  name: 'Build',
  display_title: 'Fix all the bugs',
  run_number: 562,
  run_attempt: 1,
  event: 'push',
  status: 'completed',
  conclusion: 'success',
  head_branch: 'main',
  head_sha: shaExample,
  actor: { login: 'octocat' },
  html_url: 'https://github.com/octo-org/octo-repo/actions/runs/289782451',
  created_at: timeExample,
  run_started_at: timeExample,
  updated_at: '2026-03-01T12:04:30.000Z',
  repository: repositoryRefExample,
  ...observedExample,
};
