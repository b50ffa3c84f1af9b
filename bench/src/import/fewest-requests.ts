/** How much of everything a repository has. */
export interface Size {
  commits: number;
  issues: number;
  pullRequests: number;
  runs: number;
}

/** The other lists of a repository; each fits on one page but for the branches of open pull requests. */
const smallLists = ['labels', 'milestones', 'releases', 'workflows', 'runners', 'contributors'].length;

const pagesOf = (items: number) => Math.max(1, Math.ceil(items / 100));

/** The fewest list requests by which all of a repository can be read. @param branches how many it has. */
export function fewestRequests({ commits, issues, pullRequests, runs }: Size, branches: number): number {
  // GitHub lists pull requests among the issues too.
  const large = [commits, issues + pullRequests, pullRequests, runs, branches];
  return large.reduce((sum, items) => sum + pagesOf(items), 0) + smallLists;
}

/**
 * Seconds that latency alone takes with so many requests at once: the repository, its branches page by page, of
 * which one is where the commits begin, the first page of each list, which tells how many there are, and the rest.
 */
export function leastSeconds(
  size: Size,
  { branches, latencyMs, atOnce }: { branches: number; latencyMs: number; atOnce: number },
): number {
  const first = 1 + pagesOf(branches) + 1;
  const rest = fewestRequests(size, branches) - pagesOf(branches) - smallLists - 4;
  return ((first + Math.ceil(rest / atOnce)) * latencyMs) / 1_000;
}
