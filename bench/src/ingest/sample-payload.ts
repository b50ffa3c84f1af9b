import { randomBytes } from 'node:crypto';

/**
 * The payload of an `issues` event of about 8 KB, in the proportions of a real one: an issue with some text, a
 * repository with its URLs, accounts.
 */
export function samplePayload(issueId = 1, text = randomBytes(700).toString('base64')): Buffer {
  const account = { id: 7, login: 'octocat', type: 'User', site_admin: false, ...urls('users/octocat', 12) };
  const time = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return Buffer.from(
    JSON.stringify({
      action: 'edited',
      issue: {
        id: issueId,
        number: issueId,
        title: 'Deliveries get lost on Mondays',
        body: text,
        state: 'open',
        user: account,
        labels: [{ id: 1, name: 'bug', color: 'd73a4a', default: true, description: 'Something is broken' }],
        assignees: [account],
        comments: 3,
        created_at: '2026-01-01T00:00:00Z',
        updated_at: time,
        closed_at: null,
        ...urls('repos/octo/demo/issues/1', 8),
      },
      repository: {
        id: 42,
        name: 'demo',
        full_name: 'octo/demo',
        private: false,
        owner: account,
        default_branch: 'main',
        open_issues_count: 3,
        stargazers_count: 80,
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-02T00:00:00Z',
        pushed_at: '2026-01-02T00:00:00Z',
        ...urls('repos/octo/demo', 40),
      },
      sender: account,
    }),
  );
}

function urls(path: string, count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `link_${n}_url`,
      `https://api.github.com/${path}/link_${n}{/id}`,
    ]),
  );
}
