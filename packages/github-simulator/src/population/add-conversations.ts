import { createPullRequests } from './create-pull-requests.ts';
import { moments } from './moments.ts';
import { newPopulatedIssue } from './new-populated-issue.ts';
import type { Plot } from './plot.ts';

/** Issues and pull requests, numbered together by time. */
export function addConversations(plot: Plot): void {
  const { world, repository, size, from, until } = plot;
  const newPullRequest = createPullRequests(plot);
  const opened = [
    ...moments(world.random, from, until, size.issues).map((ms) => ({ ms, isPull: false })),
    ...moments(world.random, from, until, size.pullRequests).map((ms) => ({ ms, isPull: true })),
  ].sort((one, other) => one.ms - other.ms);
  for (const { ms, isPull } of opened) {
    repository.lastNumber += 1;
    const number = repository.lastNumber;
    const issue = newPopulatedIssue(plot, { ms, number });
    if (isPull) {
      const pullRequest = newPullRequest(issue, ms);
      repository.pullRequests.set(number, pullRequest);
      if (pullRequest.state === 'open') repository.openIssues += 1;
    } else {
      repository.issues.set(number, issue);
      issue.milestone?.issues.add(issue);
      if (issue.state === 'open') repository.openIssues += 1;
    }
  }
}
