import type { SimulatedGitHub } from '../github/start-simulated-github.ts';

/** A failure of GitHub for one repository. */
interface Failure {
  /** The reason in the twin must match it. */
  reason: RegExp;
  begin(github: SimulatedGitHub, name: string): Promise<void>;
}

const tooLarge =
  'The history or contributor list is too large to list contributors for this repository via the API.';
const page = '<html><body><h1>Forbidden</h1><p>Access denied by policy.</p></body></html>';
const json = { 'content-type': 'application/json; charset=utf-8' };

const refusal = (list: string, status: number, message: string) =>
  faulty(list, { kind: 'refusal', status, message });

function faulty(list: string, fault: object): Failure['begin'] {
  return (github, name) => github.addFault({ fault, path: `/${name}/${list}` });
}

/** Applies the fault to new items of the list. */
function changing(list: 'issues', fault: object): Failure['begin'] {
  return async (github, name) => {
    await faulty(list, fault)(github, name);
    await github.run('openIssue', { repository: name, by: 'ada-okafor', title: 'Undelivered' });
  };
}

/**
 * Lists and repositories that are refused, disabled, blocked, broken, unreadable, endless, truncated, or never respond.
 */
export const failures: readonly Failure[] = [
  { reason: /contributors: refused \(The history/, begin: refusal('contributors', 403, tooLarge) },
  {
    reason: /issues: disabled \(Issues are/,
    begin: refusal('issues', 410, 'Issues are disabled for this repo'),
  },
  {
    reason: /blocked/,
    begin: (github, name) => github.run('blockRepository', { repository: name, by: 'ada-okafor' }),
  },
  { reason: /labels: failed \(GitHubServerError/, begin: faulty('labels', { kind: 'status', status: 500 }) },
  {
    reason: /branches: failed \(GitHubServerError/,
    begin: faulty('branches', { kind: 'status', status: 502 }),
  },
  {
    reason: /releases: refused \(Forbidden Access denied/,
    begin: faulty('releases', { kind: 'answer', status: 403, body: page }),
  },
  {
    reason: /contributors: failed \(.*no list/,
    begin: faulty('contributors', {
      kind: 'answer',
      status: 200,
      body: '{"unexpected":true}',
      headers: json,
    }),
  },
  {
    reason: /issues: incomplete \(1 object cannot be read/,
    begin: changing('issues', { kind: 'item', at: 0, fields: { id: 'x' } }),
  },
  { reason: /issues: failed \(.*no progress/, begin: changing('issues', { kind: 'loop' }) },
  { reason: /labels: failed \(GitHubTimeoutError/, begin: faulty('labels', { kind: 'timeout' }) },
];
