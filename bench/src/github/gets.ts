/** GETs of routes whose points GitHub counts separately. */
export type Get = ReturnType<typeof fourRoutes>[number];

const owner = 'demo-org';

/** The repositories that the requests are spread over, and the number of issues, labels … in each. */
export const repositories = ['bench-1', 'bench-2', 'bench-3', 'bench-4', 'bench-5'];
export const objectsOfRepository = 240;

/** Different URLs, a quarter of them on each of four routes: none comes near its 900 points per minute. */
export function manyRoutes(count: number): Get[] {
  return addresses(count / 4).flatMap(fourRoutes);
}

/** Different URLs of one route. */
export function oneRoute(count: number): Get[] {
  return addresses(count).flatMap((address) => fourRoutes(address).slice(0, 1));
}

function addresses(count: number): { repo: string; nth: number }[] {
  const all = Array.from({ length: objectsOfRepository }, (_, index) =>
    repositories.map((repo) => ({ repo, nth: index + 1 })),
  ).flat();
  if (count > all.length) throw new RangeError(`there are ${all.length} URLs of a route`);
  return all.slice(0, count);
}

function fourRoutes({ repo, nth }: { repo: string; nth: number }) {
  return [
    {
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}' as const,
      parameters: { owner, repo, issue_number: nth },
    },
    {
      route: 'GET /repos/{owner}/{repo}/milestones/{milestone_number}' as const,
      parameters: { owner, repo, milestone_number: nth },
    },
    {
      route: 'GET /repos/{owner}/{repo}/labels/{name}' as const,
      parameters: { owner, repo, name: `label-${nth}` },
    },
    {
      route: 'GET /repos/{owner}/{repo}/branches/{branch}' as const,
      parameters: { owner, repo, branch: `branch-${nth}` },
    },
  ];
}
