import type { components } from '@octokit/openapi-types';
import { checkRunShape } from '../../shapes/check-run.ts';
import { fullCheckSuiteShape } from '../../shapes/check-suite.ts';
import type { CheckRun, CheckSuite, Host, Repository } from '../../world/model.ts';
import { signatureOf } from './commit.ts';
import { listedRepositoryShape } from './repository.ts';

type Schemas = components['schemas'];

export function restCheckSuiteShape(
  host: Host,
  repository: Repository,
  suite: CheckSuite,
): Schemas['check-suite'] {
  const { author, committer } = suite.headCommit;
  const shape = fullCheckSuiteShape(host, repository, suite);
  return {
    ...shape,
    head_commit: { ...shape.head_commit, author: signatureOf(author), committer: signatureOf(committer) },
    repository: listedRepositoryShape(host, repository),
  };
}

export function restCheckRunShape(
  host: Host,
  repository: Repository,
  suite: CheckSuite,
  run: CheckRun,
): Schemas['check-run'] {
  return { ...checkRunShape(host, repository, suite, run), check_suite: { id: suite.id } };
}
