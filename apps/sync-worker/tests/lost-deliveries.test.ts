import { storeObservations } from '@hubtwin/database';
import { decodeBody, interpretDelivery, refetchUncertain } from '@hubtwin/replication';
import { resources } from '@hubtwin/resources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, organizationDifferences } from '../../../packages/replication/tests/truth.ts';
import { probeInstallation } from '../src/sync/probe-installation.ts';
import { syncOne } from '../src/sync/sync-one.ts';
import { openSyncedScene, type SyncedScene } from './synced-scene.ts';

const name = 'demo-org/storefront';
const by = 'ada-okafor';
const scene = { repository: 'storefront', by };
let synced: SyncedScene;
const { signal } = new AbortController();
let aheadMs = 0;

beforeAll(async () => {
  synced = await openSyncedScene({
    GITHUB_ENABLE_AUTO_SYNC: 'false',
    GITHUB_RATE_LIMIT_STRATEGY: 'aggressive',
  });
  await synced.query(`update sync_job_repositories set status = 'completed'`);
  await synced.query(`update sync_jobs set status = 'completed'`);
  prepare();
  await interval();
});
afterAll(() => synced[Symbol.asyncDispose]());

const commands = () => synced.github.simulator.commands;
const pass = (ms: number) => {
  aheadMs += ms;
  synced.github.simulator.shiftTime(aheadMs);
};
const repository = () => {
  const found = synced.github.simulator.world.repositories.get(synced.storefront);
  if (found === undefined) throw new Error('there is no storefront');
  return found;
};

/** The App's installation, and the repositories of its account but the storefront. */
const selection = () => {
  const [installation] = synced.github.simulator.world.installations.values();
  if (installation === undefined) throw new Error('the App is not installed');
  const all = [...synced.github.simulator.world.repositories.values()];
  const { account } = installation;
  return {
    installation,
    others: all.filter(({ id, owner }) => id !== synced.storefront && owner.id === account.id),
  };
};
const selectRepository = (change: 'add' | 'remove') => {
  const { installation, others } = selection();
  const scene = {
    account: installation.account.login,
    by: 'ada-okafor',
    repositories: [others[0]?.name ?? ''],
  };
  if (change === 'add') commands().addRepositoriesToInstallation(scene);
  else commands().removeRepositoriesFromInstallation(scene);
};

/** What the events are about. */
const things = {
  issue: 0,
  other: 0,
  pull: 0,
  merged: 0,
  run: 0,
  ended: 0,
  comment: 0,
  lineComment: 0,
  threaded: 0,
  review: 0,
  runner: 0,
  check: 0,
  deployment: 0,
};
function prepare(): void {
  const { openIssue, openPullRequest, createBranch, startWorkflowRun, completeWorkflowRun } = commands();
  things.issue = openIssue({ ...scene, title: 'One' }).value.number;
  things.other = openIssue({ ...scene, title: 'Other' }).value.number;
  const pullFrom = (head: string) => {
    createBranch({ ...scene, branch: head, commits: [{ message: head, modified: ['a'] }] });
    return openPullRequest({ ...scene, head, title: head }).value.number;
  };
  things.pull = pullFrom('first');
  things.merged = pullFrom('second');
  things.comment = commands().commentOnIssue({ ...scene, number: things.issue, body: 'Hm' }).value.id;
  const line = { ...scene, number: things.pull, path: 'a', line: 1, body: 'Hm' };
  const review = { repository: 'storefront', by: 'bram-visser', number: things.pull };
  things.review = commands().submitReview({ ...review, state: 'approved' }).value.id;
  things.lineComment = commands().commentOnLine(line).value.id;
  things.threaded = commands().commentOnLine({ ...line, line: 3 }).value.id;
  for (const tag of ['v7.0.0', 'v8.0.0']) commands().publishRelease({ ...scene, tag });
  commands().createMilestone({ ...scene, title: 'v8' });
  const { installation, others } = selection();
  installation.selection = 'selected';
  installation.repositoryIds = new Set([synced.storefront, ...others.slice(1).map(({ id }) => id)]);
  commands().protectBranch({ ...scene, branch: 'second' });
  for (const name of ['Lasting', 'Ended']) commands().createTeam({ name, by });
  commands().createUser({ login: 'newcomer' });
  commands().createTeam({ name: 'Below', parent: 'ended', by });
  for (const team of ['lasting', 'below']) commands().addTeamMember({ team, member: by, by });
  const workflow = repository().workflows[0]?.name ?? '';
  things.run = startWorkflowRun({ ...scene, workflow }).value.id;
  things.ended = startWorkflowRun({ ...scene, workflow }).value.id;
  completeWorkflowRun({ ...scene, run: things.ended, conclusion: 'failure' });
  things.check = commands().startCheckRun({ ...scene, branch: 'first', name: 'coverage' }).value.id;
  commands().setCommitStatus({ ...scene, branch: 'first', context: 'ci', state: 'pending' });
  things.deployment = commands().createDeployment({ ...scene, branch: 'first' }).value.id;
}

const milestone = (named: string) =>
  repository()
    .milestones.values()
    .find(({ title }) => title === named)?.number ?? 0;

/** A sync interval goes by: what is due is probed, and what that finds is synced. */
async function interval(): Promise<void> {
  pass(16 * 60_000);
  const { query } = synced;
  await query(
    `update repositories set probed_at = null, last_synced_at = now() - interval '1 hour' where id = ${synced.storefront}`,
  );
  const [installationId = 0] = synced.github.simulator.world.installations.keys();
  await probeInstallation(synced.worker.context, { installationId, force: false }, signal);
  const tasks = await query(
    `select job_id from sync_job_repositories where status = 'pending' and repository_id = ${synced.storefront}`,
  );
  for (const { job_id } of tasks) {
    const task = { jobId: Number(job_id), repositoryId: synced.storefront };
    await syncOne(synced.worker.context, task, { signal, isLastAttempt: true });
  }
  // Missing objects are checked once more.
  pass(60_000);
  const { database, github } = synced.worker.context;
  for (const definition of resources.filter(
    ({ inRepository, inOrganization }) => inRepository || inOrganization === true,
  ))
    await refetchUncertain(definition, synced.storefront, { database, github, priority: 'high' });
}

/** The command of an event whose delivery is lost. */
const losses: Record<string, () => unknown> = {
  'issues opened': () => commands().openIssue({ ...scene, title: 'New' }),
  'issues edited': () => commands().editIssue({ ...scene, number: things.issue, title: 'Edited' }),
  'issues closed': () => commands().closeIssue({ ...scene, number: things.issue }),
  'issues reopened': () => commands().reopenIssue({ ...scene, number: things.issue }),
  'issues labeled': () => commands().labelIssue({ ...scene, number: things.issue, label: 'bug' }),
  'issues assigned': () => commands().assign({ ...scene, number: things.issue, assignee: 'ada-okafor' }),
  'issues deleted': () => commands().deleteIssue({ ...scene, number: things.other }),
  'issues locked': () => commands().lockIssue({ ...scene, number: things.issue }),
  'issue_comment created': () => commands().commentOnIssue({ ...scene, number: things.issue, body: 'Hello' }),
  'issue_comment created on a pull request': () =>
    commands().commentOnIssue({ ...scene, number: things.pull, body: 'Hello' }),
  'issue_comment edited': () => commands().editComment({ ...scene, comment: things.comment, body: 'Edited' }),
  'issue_comment deleted': () => commands().deleteComment({ ...scene, comment: things.comment }),
  'pull_request_review submitted': () =>
    commands().submitReview({ ...scene, by: 'bram-visser', number: things.pull, state: 'approved' }),
  'pull_request_review edited': () =>
    commands().editReview({ ...scene, review: things.review, body: 'Edited' }),
  'pull_request_review dismissed': () => commands().dismissReview({ ...scene, review: things.review }),
  'pull_request_review_comment created': () =>
    commands().replyToReviewComment({ ...scene, comment: things.lineComment, body: 'Hello' }),
  'pull_request_review_comment edited': () =>
    commands().editReviewComment({ ...scene, comment: things.lineComment, body: 'Edited' }),
  'pull_request_review_comment deleted': () =>
    commands().deleteReviewComment({ ...scene, comment: things.lineComment }),
  'pull_request_review_thread resolved': () =>
    commands().resolveThread({ ...scene, comment: things.threaded }),
  'pull_request_review_thread unresolved': () =>
    commands().unresolveThread({ ...scene, comment: things.threaded }),
  'pull_request_review_comment created, of a new thread': () =>
    commands().commentOnLine({ ...scene, number: things.pull, path: 'b', line: 2, body: 'New' }),
  'pull_request review_requested, of a team': () =>
    commands().requestReview({ ...scene, number: things.pull, team: 'lasting' }),
  'pull_request review_request_removed': () =>
    commands().withdrawReviewRequest({ ...scene, number: things.pull, team: 'lasting' }),
  'label created': () => commands().createLabel({ ...scene, name: 'fresh', color: '00ff00' }),
  'label edited': () => commands().editLabel({ ...scene, name: 'fresh', color: 'ff0000' }),
  'label deleted': () => commands().deleteLabel({ ...scene, name: 'fresh' }),
  'milestone created': () => commands().createMilestone({ ...scene, title: 'v9' }),
  'milestone edited': () =>
    commands().editMilestone({ ...scene, milestone: milestone('v9'), description: 'Edited' }),
  'milestone closed': () => commands().closeMilestone({ ...scene, milestone: milestone('v9') }),
  'milestone deleted': () => commands().deleteMilestone({ ...scene, milestone: milestone('v8') }),
  push: () => commands().push({ ...scene, branch: 'main', commits: [{ message: 'Lost', modified: ['a'] }] }),
  'push to a branch with a pull request': () =>
    commands().push({ ...scene, branch: 'first', commits: [{ message: 'Lost', modified: ['b'] }] }),
  'push, forced': () =>
    commands().push({
      ...scene,
      branch: 'first',
      commits: [{ message: 'Again', modified: ['b'] }],
      forced: true,
      replaces: 1,
    }),
  create: () => commands().createBranch({ ...scene, branch: 'side' }),
  delete: () => commands().deleteBranch({ ...scene, branch: 'side' }),
  'create and push of a tag': () => commands().pushTags({ ...scene, tags: ['t1', 't2'] }),
  'push, of a tag that is moved': () => commands().moveTag({ ...scene, tag: 't1', branch: 'first' }),
  'delete and push of a tag': () => commands().deleteTag({ ...scene, tag: 't2' }),
  'no event, of more than three tags': () =>
    commands().pushTags({ ...scene, tags: ['u1', 'u2', 'u3', 'u4'] }),
  'pull_request edited': () => commands().editPullRequest({ ...scene, number: things.pull, title: 'Edited' }),
  'pull_request converted_to_draft': () => commands().convertToDraft({ ...scene, number: things.pull }),
  'pull_request ready_for_review': () => commands().readyPullRequest({ ...scene, number: things.pull }),
  'pull_request review_requested': () =>
    commands().requestReview({ ...scene, number: things.pull, reviewer: 'bram-visser' }),
  'pull_request closed': () => commands().closePullRequest({ ...scene, number: things.pull }),
  'pull_request reopened': () => commands().reopenPullRequest({ ...scene, number: things.pull }),
  'pull_request merged': () => commands().mergePullRequest({ ...scene, number: things.merged }),
  'release published': () => commands().publishRelease({ ...scene, tag: 'v9.0.0', name: 'Nine' }),
  'release edited': () => commands().editRelease({ ...scene, tag: 'v7.0.0', body: 'Edited' }),
  'release unpublished': () => commands().unpublishRelease({ ...scene, tag: 'v8.0.0' }),
  'release deleted': () => commands().deleteRelease({ ...scene, tag: 'v7.0.0' }),
  'workflow_run requested, by a dispatch': () =>
    commands().startWorkflowRun({ ...scene, workflow: repository().workflows[0]?.name ?? '' }),
  'workflow_run and workflow_job in_progress': () =>
    commands().progressWorkflowRun({ ...scene, run: things.run }),
  'workflow_run and workflow_job completed': () =>
    commands().completeWorkflowRun({ ...scene, run: things.run }),
  'workflow_run requested, of a run that is run again': () =>
    commands().rerunWorkflowRun({ ...scene, run: things.ended }),
  'workflow_run completed, of a run that was run again': () =>
    commands().completeWorkflowRun({ ...scene, run: things.ended }),
  'workflow_run deleted': () => commands().deleteWorkflowRun({ ...scene, run: things.ended }),
  'check_run created': () => commands().startCheckRun({ ...scene, branch: 'main', name: 'coverage' }),
  'check_run and check_suite completed': () =>
    commands().completeCheckRun({ ...scene, checkRun: things.check, conclusion: 'failure' }),
  'check_run created, by a rerun': () => commands().rerunCheck({ ...scene, checkRun: things.check }),
  'status, of a pull request': () =>
    commands().setCommitStatus({ ...scene, branch: 'first', context: 'ci', state: 'success' }),
  'status, of the default branch': () =>
    commands().setCommitStatus({ ...scene, context: 'ci', state: 'error' }),
  'deployment created': () => commands().createDeployment({ ...scene, environment: 'staging' }),
  'deployment_status created': () =>
    commands().setDeploymentStatus({ ...scene, deployment: things.deployment, state: 'success' }),
  'no event, of a deployment that is deleted': () => {
    commands().setDeploymentStatus({ ...scene, deployment: things.deployment, state: 'inactive' });
    return commands().deleteDeployment({ ...scene, deployment: things.deployment });
  },
  'star created': () => commands().star({ ...scene }),
  'star deleted': () => commands().unstar({ ...scene }),
  fork: () => commands().forkRepository({ repository: 'storefront', by: 'bram-visser' }),
  'repository edited': () => commands().editRepository({ ...scene, description: 'Lost' }),
  'repository privatized': () => commands().privatizeRepository({ ...scene }),
  'repository publicized, public': () => commands().publicizeRepository({ ...scene }),
  'branch_protection_rule created': () => commands().protectBranch({ ...scene, branch: 'main' }),
  'branch_protection_rule created, of another branch': () =>
    commands().protectBranch({ ...scene, branch: 'first', requiredChecks: ['build'] }),
  'branch_protection_rule edited': () =>
    commands().editProtection({ ...scene, branch: 'main', requiredReviews: 2, enforcesAdmins: true }),
  'branch_protection_rule deleted': () => commands().unprotectBranch({ ...scene, branch: 'second' }),
  'installation_repositories added': () => selectRepository('add'),
  'installation_repositories removed': () => selectRepository('remove'),
  'team created': () => commands().createTeam({ name: 'Fresh', parent: 'lasting', by }),
  'team edited': () => commands().editTeam({ team: 'fresh', name: 'Renamed', by }),
  'team deleted, with its children': () => commands().deleteTeam({ team: 'ended', by }),
  'a team that has another parent': () => commands().moveTeam({ team: 'renamed', parent: null }),
  'membership added': () => commands().addTeamMember({ team: 'lasting', member: 'bram-visser', by }),
  'membership removed': () => commands().removeTeamMember({ team: 'lasting', member: 'bram-visser', by }),
  'a role in a team': () =>
    commands().setTeamRole({ team: 'lasting', member: 'ada-okafor', role: 'maintainer' }),
  'organization member_added': () => commands().addOrganisationMember({ member: 'newcomer', by }),
  'organization member_removed': () => commands().removeOrganisationMember({ member: 'newcomer', by }),
  'a role in an organisation': () => commands().setOrganisationRole({ member: 'emi-tanaka', role: 'admin' }),
  'member added': () => commands().addMember({ ...scene, member: 'newcomer', permission: 'triage' }),
  'member edited': () => commands().editMember({ ...scene, member: 'newcomer', permission: 'maintain' }),
  'member removed': () => commands().removeMember({ ...scene, member: 'newcomer' }),
  'team added_to_repository': () => commands().addTeamRepository({ ...scene, team: 'lasting' }),
  'team edited, of a repository': () =>
    commands().editTeamRepository({ ...scene, team: 'lasting', role: 'maintain' }),
  'team removed_from_repository': () => commands().removeTeamRepository({ ...scene, team: 'lasting' }),
  'a runner registered': () => {
    things.runner = commands().registerRunner({
      repository: 'storefront',
      name: 'box-1',
      labels: ['self-hosted'],
    }).value.id;
  },
  'a runner that is offline': () => commands().setRunnerStatus({ runner: things.runner, status: 'offline' }),
  'a runner removed': () => commands().removeRunner({ runner: things.runner }),
};

/** The fields in events of rules for branches that the simulator has. */
const rulesOfGitHub = () =>
  [...repository().protections.values()]
    .map(({ id, name, enforcesAdmins, requiredReviews, requiredChecks }) => ({
      id,
      name,
      admins: enforcesAdmins,
      reviews: requiredReviews ?? 0,
      checks: requiredChecks,
    }))
    .toSorted((one, other) => one.id - other.id);
const storedRules = () =>
  synced.query(
    `select id, name, (settings -> 'admin_enforced')::boolean as admins,
            coalesce((settings -> 'required_approving_review_count')::int, 0) as reviews,
            coalesce(settings -> 'required_status_checks', '[]') as checks
       from branch_protection_rules where repository_id = ${synced.storefront} and deleted_at is null order by id`,
  );

const linkedRepositories = async () =>
  (
    await synced.query(
      'select repository_id as id from installation_repositories where deleted_at is null order by id',
    )
  ).map(({ id }) => id);

/** What is lost within one interval: of no resource twice, and no push beside a run that one would show too. */
const rounds: (keyof typeof losses)[][] = [
  [
    'issues opened',
    'label created',
    'milestone created',
    'create',
    'pull_request edited',
    'star created',
    'team created',
    'member added',
    'installation_repositories added',
  ],
  [
    'issues edited',
    'label edited',
    'delete',
    'pull_request converted_to_draft',
    'star deleted',
    'team edited',
    'member edited',
    'a runner registered',
  ],
  [
    'issues closed',
    'label deleted',
    'pull_request ready_for_review',
    'fork',
    'release edited',
    'membership added',
    'member removed',
    'workflow_run and workflow_job in_progress',
  ],
  [
    'issues reopened',
    'pull_request review_requested',
    'workflow_run and workflow_job completed',
    'repository edited',
    'release unpublished',
    'a team that has another parent',
    'branch_protection_rule created, of another branch',
  ],
  [
    'issue_comment edited',
    'pull_request closed',
    'milestone deleted',
    'release deleted',
    'branch_protection_rule deleted',
    'membership removed',
    'workflow_run requested, of a run that is run again',
  ],
  [
    'issues labeled',
    'pull_request reopened',
    'a role in a team',
    'workflow_run completed, of a run that was run again',
  ],
  ['check_run created', 'status, of a pull request', 'deployment_status created'],
  ['check_run and check_suite completed', 'status, of the default branch', 'deployment created'],
  ['check_run created, by a rerun', 'no event, of a deployment that is deleted'],
  ['issues deleted', 'workflow_run deleted', 'team deleted, with its children', 'a runner that is offline'],
  [
    'issues assigned',
    'create and push of a tag',
    'pull_request_review_comment created',
    'organization member_added',
  ],
  ['push, of a tag that is moved', 'team added_to_repository'],
  ['issues locked', 'push to a branch with a pull request', 'branch_protection_rule created'],
  ['issue_comment created', 'push, forced', 'a runner removed'],
  ['branch_protection_rule edited', 'issue_comment deleted', 'pull_request merged', 'release published'],
  [
    'issue_comment created on a pull request',
    'workflow_run requested, by a dispatch',
    'repository privatized',
  ],
  // A milestone is read with the issues and pull requests that changed: here none did.
  ['push', 'repository publicized, public', 'milestone edited'],
  [
    'milestone closed',
    'installation_repositories removed',
    'delete and push of a tag',
    'pull_request_review_comment edited',
  ],
  [
    'no event, of more than three tags',
    'pull_request_review submitted',
    'pull_request_review_comment deleted',
  ],
  [
    'pull_request_review edited',
    'pull_request review_requested, of a team',
    'team edited, of a repository',
    'a role in an organisation',
  ],
  [
    'pull_request_review dismissed',
    'pull_request review_request_removed',
    'team removed_from_repository',
    'organization member_removed',
  ],
  // Nothing else shows that a thread is resolved.
  ['pull_request_review_thread resolved'],
  ['pull_request_review_thread unresolved'],
  ['pull_request_review_comment created, of a new thread'],
];

test('every event is lost once', () => {
  expect(rounds.flat().toSorted()).toEqual(Object.keys(losses).toSorted());
});

test.for(rounds)('lost deliveries are detected within an interval: %s, %s, %s …', async (...[lost]) => {
  for (const event of lost) losses[event]?.();
  await interval();
  const found = await Promise.all(
    resources.map((definition) => differences(synced.github, synced.worker.connection, definition, name)),
  );
  expect(found.flat()).toEqual([]);
  expect(await organizationDifferences(synced.github, synced.worker.connection, 'demo-org')).toEqual([]);
  expect(await linkedRepositories()).toEqual(
    [...selection().installation.repositoryIds].toSorted((a, b) => a - b),
  );
  expect(await storedRules()).toEqual(rulesOfGitHub());
});

/** Stores what these deliveries contain. */
async function arrive(deliveries: readonly { event: string; body: string }[]): Promise<void> {
  for (const { event, body } of deliveries) {
    const payload = decodeBody('application/json', Buffer.from(body));
    const receivedAt = new Date(Date.now() + aheadMs);
    const { observations } = interpretDelivery({ event, payload, receivedAt });
    await storeObservations(synced.worker.context.database, observations);
  }
}

test('lost deliveries are detected within an interval: all jobs of a run whose own events arrive', async () => {
  const workflow = repository().workflows[0]?.name ?? '';
  const started = commands().startWorkflowRun({ ...scene, workflow });
  const ended = commands().completeWorkflowRun({ ...scene, run: started.value.id });
  const ofRun = [...started.deliveries, ...ended.deliveries].filter(({ event }) => event === 'workflow_run');
  await arrive(ofRun);
  const storedJobs = () => synced.query(`select id from workflow_jobs where run_id = ${started.value.id}`);
  expect(await storedJobs()).toEqual([]);
  await interval();
  expect(await storedJobs()).not.toEqual([]);
  const found = await Promise.all(
    resources.map((definition) => differences(synced.github, synced.worker.connection, definition, name)),
  );
  expect(found.flat()).toEqual([]);
});

test('lost deliveries are detected within an interval: the milestone of an issue whose next event arrives', async () => {
  const { createMilestone, openIssue, editIssue } = commands();
  const { value: created, deliveries } = createMilestone({ ...scene, title: 'v10' });
  const { value: issue, deliveries: opened } = openIssue({ ...scene, title: 'To do' });
  await arrive([...deliveries, ...opened]);
  await interval();
  pass(60_000);
  commands().setMilestone({ ...scene, number: issue.number, milestone: created.number });
  pass(60_000);
  await arrive(editIssue({ ...scene, number: issue.number, title: 'To do next' }).deliveries);
  const counts = () =>
    synced.query(
      `select open_issues from milestones where number = ${created.number} and deleted_at is null`,
    );
  expect(await counts()).toEqual([{ open_issues: 0 }]);
  await interval();
  expect(await counts()).toEqual([{ open_issues: 1 }]);
});

test.for([
  ['created', (number: number) => commands().commentOnIssue({ ...scene, number, body: 'Lost' })],
  ['edited', (_: number, comment: number) => commands().editComment({ ...scene, comment, body: 'Lost' })],
  ['deleted', (_: number, comment: number) => commands().deleteComment({ ...scene, comment })],
] as const)(
  'lost deliveries are detected within an interval: a comment %s on an issue whose next event arrives',
  async ([, lose]) => {
    for (const open of [
      () => commands().openIssue({ ...scene, title: 'Discussed' }),
      () => {
        commands().createBranch({
          ...scene,
          branch: `side-${aheadMs}`,
          commits: [{ message: 'a', modified: ['a'] }],
        });
        return commands().openPullRequest({ ...scene, head: `side-${aheadMs}`, title: 'Discussed' });
      },
    ]) {
      const { number } = open().value;
      const { id } = commands().commentOnIssue({ ...scene, number, body: 'First' }).value;
      await interval();
      pass(60_000);
      lose(number, id);
      pass(60_000);
      await arrive(commands().commentOnIssue({ ...scene, number, body: 'Last' }).deliveries);
      await interval();
      const found = await Promise.all(
        resources.map((definition) => differences(synced.github, synced.worker.connection, definition, name)),
      );
      expect(found.flat()).toEqual([]);
    }
  },
);

const onLine = { path: 'a', line: 1 };
const lostOnLines: Record<string, (number: number, comment: number) => unknown> = {
  created: (number) => commands().commentOnLine({ ...scene, number, ...onLine, body: 'Lost' }),
  'created as a reply': (_, comment) => commands().replyToReviewComment({ ...scene, comment, body: 'Lost' }),
  edited: (_, comment) => commands().editReviewComment({ ...scene, comment, body: 'Lost' }),
  deleted: (_, comment) => commands().deleteReviewComment({ ...scene, comment }),
};
test.for(Object.entries(lostOnLines))(
  'lost deliveries are detected within an interval: a comment %s on a line of a pull request whose next event arrives',
  async ([, lose]) => {
    const head = `side-${aheadMs}`;
    commands().createBranch({ ...scene, branch: head, commits: [{ message: 'a', modified: ['a'] }] });
    const { number } = commands().openPullRequest({ ...scene, head, title: 'Reviewed' }).value;
    const { id } = commands().commentOnLine({ ...scene, number, ...onLine, body: 'First' }).value;
    await interval();
    pass(60_000);
    lose(number, id);
    pass(60_000);
    await arrive(commands().commentOnLine({ ...scene, number, ...onLine, body: 'Last' }).deliveries);
    await interval();
    const found = await Promise.all(
      resources.map((definition) => differences(synced.github, synced.worker.connection, definition, name)),
    );
    expect(found.flat()).toEqual([]);
  },
);

const lostReviews: Record<string, (number: number, review: number) => unknown> = {
  submitted: (number) => commands().submitReview({ ...scene, by: 'bram-visser', number, state: 'approved' }),
  edited: (_, review) => commands().editReview({ ...scene, review, body: 'Lost' }),
  dismissed: (_, review) => commands().dismissReview({ ...scene, review }),
};
test.for(Object.entries(lostReviews))(
  'lost deliveries are detected within an interval: a review %s of a pull request whose next event arrives',
  async ([, lose]) => {
    const head = `side-${aheadMs}`;
    commands().createBranch({ ...scene, branch: head, commits: [{ message: 'a', modified: ['a'] }] });
    const { number } = commands().openPullRequest({ ...scene, head, title: 'Reviewed' }).value;
    const first = { ...scene, by: 'bram-visser', number, state: 'changes_requested', body: 'No' } as const;
    const { id } = commands().submitReview(first).value;
    await interval();
    pass(60_000);
    lose(number, id);
    pass(60_000);
    await arrive(commands().editPullRequest({ ...scene, number, title: 'Edited' }).deliveries);
    await interval();
    const found = await Promise.all(
      resources.map((definition) => differences(synced.github, synced.worker.connection, definition, name)),
    );
    expect(found.flat()).toEqual([]);
  },
);

test('lost deliveries are detected within an interval: the deletion of a comment long after its issue changed', async () => {
  const head = `side-${aheadMs}`;
  commands().createBranch({ ...scene, branch: head, commits: [{ message: 'a', modified: ['a'] }] });
  const { number } = commands().openPullRequest({ ...scene, head, title: 'Reviewed' }).value;
  const { id: comment } = commands().commentOnIssue({ ...scene, number, body: 'First' }).value;
  const { id: onLines } = commands().commentOnLine({ ...scene, number, ...onLine, body: 'First' }).value;
  // The change log shows nothing new of it afterwards.
  await interval();
  await interval();
  commands().deleteComment({ ...scene, comment });
  await interval();
  await interval();
  commands().deleteReviewComment({ ...scene, comment: onLines });
  await interval();
  const left = await synced.query(
    `select id from issue_comments where id = ${comment} and deleted_at is null
     union all select id from review_comments where id = ${onLines} and deleted_at is null`,
  );
  expect(left).toEqual([]);
});

test('the comments of a deleted issue are deleted with it', async () => {
  const { number } = commands().openIssue({ ...scene, title: 'Discussed' }).value;
  const { id } = commands().commentOnIssue({ ...scene, number, body: 'First' }).value;
  await interval();
  const stored = () => synced.query(`select id from issue_comments where id = ${id} and deleted_at is null`);
  expect(await stored()).toHaveLength(1);
  await arrive(commands().deleteIssue({ ...scene, number }).deliveries);
  await interval();
  expect(await stored()).toEqual([]);
});
