import { z } from 'zod';
import { id, integer, maybeTime, observed, repositoryRef, text, texts } from '../fields.ts';
import { observedExample, repositoryRefExample, shaExample, timeExample } from './examples.ts';

export const workflowJob = z
  .object({
    id,
    run_id: integer,
    run_attempt: integer,
    name: text,
    workflow_name: text,
    status: text,
    conclusion: text,
    head_branch: text,
    head_sha: text,
    runner_id: integer,
    runner_name: text,
    runner_group_name: text,
    labels: texts,
    html_url: text,
    created_at: maybeTime,
    started_at: maybeTime,
    completed_at: maybeTime,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'WorkflowJob' });

export type WorkflowJob = z.output<typeof workflowJob>;

export const workflowJobExample: WorkflowJob = {
  id: 2_832_853_555,
  run_id: 289_782_451,
  run_attempt: 1,
  name: 'Test',
  workflow_name: 'Build',
  status: 'completed',
  conclusion: 'success',
  head_branch: 'main',
  head_sha: shaExample,
  runner_id: 1,
  runner_name: 'GitHub Actions 1',
  runner_group_name: 'GitHub Actions',
  labels: ['ubuntu-latest'],
  html_url: 'https://github.com/octo-org/octo-repo/actions/runs/289782451/job/2832853555',
  created_at: timeExample,
  started_at: timeExample,
  completed_at: '2026-03-01T12:04:30.000Z',
  repository: repositoryRefExample,
  ...observedExample,
};
