import type { World } from './create-world.ts';

/** The number of objects of each kind in the world. */
export function countObjects(world: World): Record<string, number> {
  const accounts = [...world.accounts.values()];
  const repositories = [...world.repositories.values()];
  const total = (size: (repository: (typeof repositories)[number]) => number) =>
    repositories.reduce((sum, repository) => sum + size(repository), 0);
  return {
    installations: world.installations.size,
    users: accounts.filter(({ type }) => type !== 'Organization').length,
    organizations: accounts.filter(({ type }) => type === 'Organization').length,
    teams: world.teams.size,
    hooks: world.hooks.size,
    repositories: repositories.length,
    labels: total(({ labels }) => labels.size),
    branches: total(({ branches }) => branches.size),
    commits: total(({ branches }) => branches.values().reduce((sum, { commits }) => sum + commits.length, 0)),
    issues: total(({ issues }) => issues.size),
    comments: total(({ comments }) => comments.size),
    pull_requests: total(({ pullRequests }) => pullRequests.size),
    reviews: total(({ reviews }) => reviews.size),
    review_comments: total(({ reviewComments }) => reviewComments.size),
    releases: total(({ releases }) => releases.size),
    workflows: total(({ workflows }) => workflows.length),
    workflow_runs: total(({ runs }) => runs.size),
    check_suites: total(({ runs, checkSuites }) => runs.size + checkSuites.size),
    statuses: total(({ statuses }) => statuses.size),
    deployments: total(({ deployments }) => deployments.size),
    workflow_jobs: total(({ runs }) => runs.values().reduce((sum, { jobs }) => sum + jobs.length, 0)),
  };
}
