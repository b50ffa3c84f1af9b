import { startSimulatedGitHub } from '../github/start-simulated-github.ts';

/** The lists of issues of a repository as GitHub serves them, 100 a page. Disposing ends their GitHub. */
export interface IssuePages extends AsyncDisposable {
  read(page: number): Promise<Record<string, unknown>[]>;
}

/** GitHub answers one account 900 times a minute: each reads that many pages less than that. */
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
  const address = `${github.url}/repos/demo-org/monolith/issues?state=all&sort=created&direction=asc&per_page=100`;
  return {
    async read(page) {
      const token = accounts[Math.floor((page - 1) / pagesOfAccount)]?.token;
      const response = await fetch(`${address}&page=${page}`, {
        headers: { authorization: `token ${token}` },
      });
      if (!response.ok) throw new Error(`issues could not be read: ${await response.text()}`);
      const items: unknown = await response.json();
      if (!Array.isArray(items)) throw new Error('this is no list of issues');
      return items;
    },
    [Symbol.asyncDispose]: () => github[Symbol.asyncDispose](),
  };
}
