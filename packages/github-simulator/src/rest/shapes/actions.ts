import type { components } from '@octokit/openapi-types';
import { workflowJobShape } from '../../shapes/workflow-job.ts';
import { workflowRunShape, workflowShape } from '../../shapes/workflow-run.ts';
import type { Host, Repository, Workflow, WorkflowJob, WorkflowRun } from '../../world/model.ts';
import { signatureOf } from './commit.ts';

type Schemas = components['schemas'];

export function restWorkflowShape(
  host: Host,
  repository: Repository,
  workflow: Workflow,
): Schemas['workflow'] {
  return { ...workflowShape(host, repository, workflow), state: 'active' };
}

export function restRunShape(host: Host, repository: Repository, run: WorkflowRun): Schemas['workflow-run'] {
  const { author, committer } = run.headCommit;
  const shape = workflowRunShape(host, repository, run);
  return {
    ...shape,
    head_commit: { ...shape.head_commit, author: signatureOf(author), committer: signatureOf(committer) },
  };
}

export function restJobShape(
  host: Host,
  repository: Repository,
  run: WorkflowRun,
  job: WorkflowJob,
): Schemas['job'] {
  return workflowJobShape(host, repository, run, job);
}
