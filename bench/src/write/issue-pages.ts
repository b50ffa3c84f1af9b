import { startSimulatedGitHub } from '../github/start-simulated-github.ts';

/** The lists of issues of a repository as GitHub serves them, 100 per page. Disposing stops their GitHub. */
export interface IssuePages extends AsyncDisposable {
  /** The next page: GitHub pages a long list by cursors. */
  read(): Promise<Record<string, unknown>[]>;
}

/** GitHub serves an account 900 requests per minute; each account reads fewer pages than that. */
const pagesOfAccount = 400;

export async function openIssuePages(issues: number): Promise<IssuePages> {
  const github = await startSimulatedGitHub({
    sized: [{ name: 'monolith', issues, labels: 20, milestones: 10 }],
  });
  const accounts = await Promise.all(
    Array.from({ length: Math.ceil(issues / 100 / pagesOfAccount) }, (_, nth) =>
      github.createAccount(`reader-${nth}`),
    ),
  );
  let page = 0;
  let next: string | undefined =
    `${github.url}/repos/demo-org/monolith/issues?state=all&sort=created&direction=asc&per_page=100`;
  return {
    async read() {
      if (next === undefined) throw new Error('the list has no more pages');
      const token = accounts[Math.floor(page / pagesOfAccount)]?.token;
      page += 1;
      const response = await fetch(next, { headers: { authorization: `token ${token}` } });
      next = /<([^<>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      if (!response.ok) throw new Error(`issues could not be read: ${await response.text()}`);
      const items: unknown = await response.json();
      if (!Array.isArray(items)) throw new Error('this is not a list of issues');
      return items;
    },
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}
