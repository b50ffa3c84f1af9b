/** The number of objects of each kind in a repository. */
export interface Size {
  commits: number;
  issues: number;
  pullRequests: number;
  runs: number;
}

/** The other lists of a repository; each fits on one page except the branches of open pull requests. */
const smallLists = ['labels', 'milestones', 'releases', 'workflows', 'runners', 'contributors'].length;

const pagesOf = (items: number) => Math.max(1, Math.ceil(items / 100));

/** The minimum of list requests to read all of a repository. @param branches the number of its branches. */
export function fewestRequests({ commits, issues, pullRequests, runs }: Size, branches: number): number {
  // GitHub lists pull requests among the issues, too.
  const large = [commits, issues + pullRequests, pullRequests, runs, branches];
  return large.reduce((sum, items) => sum + pagesOf(items), 0) + smallLists;
}

/**
 * The seconds that latency alone takes with this many concurrent requests: the repository, its branches page by page,
 * one of which is the start of the commits, the first page of each list, which contains the number of pages, and the
 * rest.
 */
export function minSeconds(
  size: Size,
  { branches, latencyMs, atOnce }: { branches: number; latencyMs: number; atOnce: number },
): number {
  const first = 1 + pagesOf(branches) + 1;
  const rest = fewestRequests(size, branches) - pagesOf(branches) - smallLists - 4;
  return ((first + Math.ceil(rest / atOnce)) * latencyMs) / 1_000;
}
