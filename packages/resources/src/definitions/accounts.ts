import { defineResource } from '../define-resource.ts';
import { type EventHandler, on } from '../event-handler.ts';
import { accountFields, accountsIn, dayOf, extractAccount, githubAccount } from './account.ts';

/** All accounts in a delivery: owners, authors, senders. */
const embedded: EventHandler = (payload, { asOf }) => accountsIn(payload, dayOf(asOf));

const events = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'deployment',
  'deployment_status',
  'fork',
  'installation',
  'installation_repositories',
  'issue_comment',
  'issues',
  'label',
  'member',
  'membership',
  'milestone',
  'organization',
  'public',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'release',
  'repository',
  'star',
  'status',
  'team',
  'workflow_job',
  'workflow_run',
];

/**
 * Users, organisations and bots. GitHub does not version accounts, and nearly every delivery embeds some: an embedded
 * account has its day as its clock, so that it is written at most once a day; two names of one day are a refetch
 * reason.
 */
export const accounts = defineResource({
  name: 'accounts',
  inRepository: false,
  claims: 'shared',
  fields: accountFields,
  schema: githubAccount,
  drift: { with: ['repositories', 'issues', 'pull_requests'] },
  clock: () => '',
  changes: ['login', 'type'],
  item: {
    route: 'GET /user/{account_id}',
    parameters: ({ id }) => (typeof id === 'number' ? { account_id: id } : null),
    credential: 'anyone',
  },
  events: {
    ...Object.fromEntries(events.map((name) => [name, embedded])),
    // A rename has its own time: other observations of that day are older.
    installation_target: on({ account: githubAccount }, ({ account }, { asOf }) => [
      extractAccount(account, asOf),
    ]),
  },
  extractEmbedded: (_, object, requestedAt) => accountsIn(object, dayOf(requestedAt)),
});
