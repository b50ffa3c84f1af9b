// Commands for tests of their deliveries: over 300 lines, because they form one history.
import type { Commands } from './commands/create-commands.ts';
import type { Simulator } from './create-simulator.ts';
import { findRepository } from './world/lookup.ts';

export const ada = { repository: 'storefront', by: 'ada-okafor' };
const bram = { repository: 'storefront', by: 'bram-visser' };
export const commits = [{ message: 'Change a thing\n\nAt length', modified: ['README.md'] }];
const queuedJob = ['workflow_job.queued', 'check_run.created'];
const queued = ['workflow_run.requested', ...queuedJob, ...queuedJob];

/** Every command, in an executable order, with the deliveries that GitHub sends for it. */
export const script: {
  [K in keyof Commands]: [(simulator: Simulator) => ReturnType<Commands[K]>, string[]];
} = {
  ping: [(s) => s.commands.ping(), ['ping']],
  install: [(s) => s.commands.install({ by: 'ada-okafor' }), ['installation.created']],
  createRepository: [
    (s) => s.commands.createRepository({ repository: 'tools', by: 'ada-okafor' }),
    ['repository.created', 'create', 'push'],
  ],
  renameRepository: [
    (s) => s.commands.renameRepository({ repository: 'tools', by: 'ada-okafor', name: 'toolbox' }),
    ['repository.renamed'],
  ],
  editRepository: [
    (s) =>
      s.commands.editRepository({
        ...ada,
        description: 'The shop',
        homepage: 'https://shop.example',
        topics: ['shop'],
      }),
    ['repository.edited'],
  ],
  archiveRepository: [
    (s) => s.commands.archiveRepository({ repository: 'toolbox', by: 'ada-okafor' }),
    ['repository.archived'],
  ],
  unarchiveRepository: [
    (s) => s.commands.unarchiveRepository({ repository: 'toolbox', by: 'ada-okafor' }),
    ['repository.unarchived'],
  ],
  deleteRepository: [
    (s) => s.commands.deleteRepository({ repository: 'toolbox', by: 'ada-okafor' }),
    ['repository.deleted'],
  ],
  restoreRepository: [(s) => s.commands.restoreRepository({ repository: 'toolbox', by: 'ada-okafor' }), []],
  switchFeature: [(s) => s.commands.switchFeature({ ...ada, feature: 'wiki', enabled: true }), []],
  blockRepository: [
    (s) => s.commands.blockRepository({ repository: 'toolbox', by: 'ada-okafor', reason: 'tos' }),
    [],
  ],
  unblockRepository: [(s) => s.commands.unblockRepository({ repository: 'toolbox', by: 'ada-okafor' }), []],
  star: [(s) => s.commands.star(ada), ['star.created']],
  unstar: [(s) => s.commands.unstar(ada), ['star.deleted']],
  createLabel: [(s) => s.commands.createLabel({ ...ada, name: 'a b', color: '112233' }), ['label.created']],
  editLabel: [
    (s) => s.commands.editLabel({ ...ada, name: 'a b', newName: 'ab', color: '332211', description: 'Both' }),
    ['label.edited'],
  ],
  openIssue: [
    (s) => s.commands.openIssue({ ...ada, title: 'One', labels: ['bug', 'ab'], assignees: ['bram-visser'] }),
    ['issues.opened', 'issues.labeled', 'issues.labeled', 'issues.assigned'],
  ],
  editIssue: [
    (s) => s.commands.editIssue({ ...ada, number: 1, title: 'First', body: 'Text' }),
    ['issues.edited'],
  ],
  closeIssue: [
    (s) => s.commands.closeIssue({ ...bram, number: 1, reason: 'not_planned' }),
    ['issues.closed'],
  ],
  reopenIssue: [(s) => s.commands.reopenIssue({ ...ada, number: 1 }), ['issues.reopened']],
  labelIssue: [(s) => s.commands.labelIssue({ ...ada, number: 1, label: 'question' }), ['issues.labeled']],
  unlabelIssue: [(s) => s.commands.unlabelIssue({ ...ada, number: 1, label: 'bug' }), ['issues.unlabeled']],
  commentOnIssue: [
    (s) => s.commands.commentOnIssue({ ...bram, number: 1, body: 'So it is.' }),
    ['issue_comment.created'],
  ],
  editComment: [
    (s) => s.commands.editComment({ ...bram, comment: lastComment(s), body: 'So it was.' }),
    ['issue_comment.edited'],
  ],
  deleteComment: [
    (s) => s.commands.deleteComment({ ...ada, comment: lastComment(s) }),
    ['issue_comment.deleted'],
  ],
  pinIssue: [(s) => s.commands.pinIssue({ ...ada, number: 1 }), ['issues.pinned']],
  unpinIssue: [(s) => s.commands.unpinIssue({ ...ada, number: 1 }), ['issues.unpinned']],
  lockIssue: [(s) => s.commands.lockIssue({ ...ada, number: 1, reason: 'spam' }), ['issues.locked']],
  unlockIssue: [(s) => s.commands.unlockIssue({ ...ada, number: 1 }), ['issues.unlocked']],
  assign: [(s) => s.commands.assign({ ...ada, number: 1, assignee: 'ada-okafor' }), ['issues.assigned']],
  unassign: [
    (s) => s.commands.unassign({ ...ada, number: 1, assignee: 'ada-okafor' }),
    ['issues.unassigned'],
  ],
  createMilestone: [(s) => s.commands.createMilestone({ ...ada, title: 'Spring' }), ['milestone.created']],
  editMilestone: [
    (s) => s.commands.editMilestone({ ...ada, milestone: 1, title: 'May', dueOn: '2026-05-31T07:00:00Z' }),
    ['milestone.edited'],
  ],
  setMilestone: [(s) => s.commands.setMilestone({ ...ada, number: 1, milestone: 1 }), ['issues.milestoned']],
  clearMilestone: [(s) => s.commands.clearMilestone({ ...ada, number: 1 }), ['issues.demilestoned']],
  closeMilestone: [(s) => s.commands.closeMilestone({ ...ada, milestone: 1 }), ['milestone.closed']],
  openMilestone: [(s) => s.commands.openMilestone({ ...ada, milestone: 1 }), ['milestone.opened']],
  deleteMilestone: [(s) => s.commands.deleteMilestone({ ...ada, milestone: 1 }), ['milestone.deleted']],
  deleteLabel: [(s) => s.commands.deleteLabel({ ...ada, name: 'wontfix' }), ['label.deleted']],
  transferIssue: [
    (s) => {
      const { value } = s.commands.openIssue({
        repository: 'handbook',
        by: 'bram-visser',
        title: 'Elsewhere',
      });
      return s.commands.transferIssue({
        ...ada,
        repository: 'handbook',
        number: value.number,
        to: 'forecast',
      });
    },
    ['issues.opened', 'issues.transferred'],
  ],
  createBranch: [(s) => s.commands.createBranch({ ...bram, branch: 'fix', commits }), ['create', 'push']],
  openPullRequest: [
    (s) =>
      s.commands.openPullRequest({
        ...bram,
        head: 'fix',
        title: 'Fix',
        labels: ['bug'],
        draft: true,
        closes: 1,
      }),
    ['pull_request.opened', 'pull_request.labeled', ...queued],
  ],
  synchronizePullRequest: [
    (s) => s.commands.synchronizePullRequest({ ...bram, number: 2, commits }),
    ['push', 'pull_request.synchronize', ...queued],
  ],
  readyPullRequest: [
    (s) => s.commands.readyPullRequest({ ...bram, number: 2 }),
    ['pull_request.ready_for_review'],
  ],
  convertToDraft: [
    (s) => s.commands.convertToDraft({ ...bram, number: 2 }),
    ['pull_request.converted_to_draft'],
  ],
  requestReview: [
    (s) => s.commands.requestReview({ ...bram, number: 2, reviewer: 'ada-okafor' }),
    ['pull_request.review_requested'],
  ],
  withdrawReviewRequest: [
    (s) => {
      const team = s.commands.createTeam({ name: 'Reviewers', by: 'ada-okafor' });
      const requested = s.commands.requestReview({ ...bram, number: 2, team: 'reviewers' });
      const withdrawn = s.commands.withdrawReviewRequest({ ...bram, number: 2, team: 'reviewers' });
      return { ...withdrawn, deliveries: [team, requested, withdrawn].flatMap((each) => each.deliveries) };
    },
    ['team.created', 'pull_request.review_requested', 'pull_request.review_request_removed'],
  ],
  submitReview: [
    (s) =>
      s.commands.submitReview({
        ...{ ...ada, number: 2, state: 'changes_requested', body: 'Almost' },
        comments: [{ path: 'README.md', line: 1, body: 'This one' }],
      }),
    ['pull_request_review.submitted', 'pull_request_review_comment.created'],
  ],
  editReview: [
    (s) => s.commands.editReview({ ...ada, review: lastReview(s), body: 'Nearly' }),
    ['pull_request_review.edited'],
  ],
  dismissReview: [
    (s) => s.commands.dismissReview({ ...bram, review: lastReview(s) }),
    ['pull_request_review.dismissed'],
  ],
  replyToReviewComment: [
    (s) => s.commands.replyToReviewComment({ ...bram, comment: lastReviewComment(s), body: 'Done' }),
    ['pull_request_review.submitted', 'pull_request_review_comment.created'],
  ],
  resolveThread: [
    (s) => s.commands.resolveThread({ ...ada, comment: lastReviewComment(s) }),
    ['pull_request_review_thread.resolved'],
  ],
  unresolveThread: [
    (s) => s.commands.unresolveThread({ ...ada, comment: lastReviewComment(s) }),
    ['pull_request_review_thread.unresolved'],
  ],
  commentOnLine: [
    (s) => s.commands.commentOnLine({ ...bram, number: 2, path: 'README.md', line: 2, body: 'Here' }),
    ['pull_request_review.submitted', 'pull_request_review_comment.created'],
  ],
  editReviewComment: [
    (s) => s.commands.editReviewComment({ ...bram, comment: lastReviewComment(s), body: 'There' }),
    ['pull_request_review_comment.edited'],
  ],
  deleteReviewComment: [
    (s) => s.commands.deleteReviewComment({ ...bram, comment: lastReviewComment(s) }),
    ['pull_request_review_comment.deleted'],
  ],
  editPullRequest: [
    (s) => {
      s.commands.readyPullRequest({ ...bram, number: 2 });
      s.commands.createBranch({ ...ada, branch: 'next' });
      s.commands.editPullRequest({ ...bram, number: 2, base: 'next' });
      return s.commands.editPullRequest({ ...bram, number: 2, title: 'Fix it', body: 'All', base: 'main' });
    },
    ['pull_request.edited'],
  ],
  closePullRequest: [(s) => s.commands.closePullRequest({ ...bram, number: 2 }), ['pull_request.closed']],
  reopenPullRequest: [(s) => s.commands.reopenPullRequest({ ...bram, number: 2 }), ['pull_request.reopened']],
  mergePullRequest: [
    (s) => s.commands.mergePullRequest({ ...ada, number: 2 }),
    ['pull_request.closed', 'push', ...queued, 'issues.closed'],
  ],
  deleteIssue: [(s) => s.commands.deleteIssue({ ...ada, number: 1 }), ['issues.deleted']],
  deleteBranch: [(s) => s.commands.deleteBranch({ ...ada, branch: 'fix' }), ['delete', 'push']],
  push: [(s) => s.commands.push({ ...ada, branch: 'main', commits }), ['push', ...queued]],
  pushTags: [(s) => s.commands.pushTags({ ...ada, tags: ['a', 'b'] }), ['create', 'push', 'create', 'push']],
  moveTag: [(s) => s.commands.moveTag({ ...ada, tag: 'a', branch: 'main' }), ['push']],
  deleteTag: [(s) => s.commands.deleteTag({ ...ada, tag: 'b' }), ['delete', 'push']],
  protectBranch: [
    (s) => s.commands.protectBranch({ ...ada, branch: 'main', requiredReviews: 1 }),
    ['branch_protection_rule.created'],
  ],
  editProtection: [
    (s) =>
      s.commands.editProtection({ ...ada, branch: 'main', requiredChecks: ['lint'], enforcesAdmins: true }),
    ['branch_protection_rule.edited'],
  ],
  unprotectBranch: [
    (s) => s.commands.unprotectBranch({ ...ada, branch: 'main' }),
    ['branch_protection_rule.deleted'],
  ],
  registerRunner: [(s) => s.commands.registerRunner({ name: 'build-01' }), []],
  setRunnerStatus: [(s) => s.commands.setRunnerStatus({ runner: lastRunner(s), status: 'busy' }), []],
  removeRunner: [(s) => s.commands.removeRunner({ runner: lastRunner(s) }), []],
  createTeam: [
    (s) => {
      s.commands.createTeam({ name: 'Engineering', by: 'ada-okafor' });
      return s.commands.createTeam({
        ...{ name: 'Site Reliability', parent: 'engineering', by: 'ada-okafor' },
        description: 'Keeps it running',
      });
    },
    ['team.created'],
  ],
  editTeam: [
    (s) => s.commands.editTeam({ team: 'site-reliability', name: 'Platform', by: 'ada-okafor' }),
    ['team.edited'],
  ],
  moveTeam: [(s) => s.commands.moveTeam({ team: 'platform', parent: null }), []],
  addTeamMember: [
    (s) => s.commands.addTeamMember({ team: 'platform', member: 'bram-visser', by: 'ada-okafor' }),
    ['membership.added'],
  ],
  setTeamRole: [
    (s) => s.commands.setTeamRole({ team: 'platform', member: 'bram-visser', role: 'maintainer' }),
    [],
  ],
  removeTeamMember: [
    (s) => s.commands.removeTeamMember({ team: 'platform', member: 'bram-visser', by: 'ada-okafor' }),
    ['membership.removed'],
  ],
  addTeamRepository: [
    (s) => s.commands.addTeamRepository({ ...ada, team: 'platform', role: 'triage' }),
    ['team.added_to_repository'],
  ],
  editTeamRepository: [
    (s) => s.commands.editTeamRepository({ ...ada, team: 'platform', role: 'maintain' }),
    ['team.edited'],
  ],
  removeTeamRepository: [
    (s) => s.commands.removeTeamRepository({ ...ada, team: 'platform' }),
    ['team.removed_from_repository'],
  ],
  deleteTeam: [(s) => s.commands.deleteTeam({ team: 'platform', by: 'ada-okafor' }), ['team.deleted']],
  publishRelease: [
    (s) => s.commands.publishRelease({ ...ada, tag: 'v1.0.0', body: 'All of it' }),
    [
      ...['create', 'push', 'release.created', 'release.published', 'release.released'],
      ...['workflow_run.requested', ...queuedJob],
    ],
  ],
  editRelease: [
    (s) => s.commands.editRelease({ ...ada, tag: 'v1.0.0', name: 'One', body: 'Some of it' }),
    ['release.edited'],
  ],
  unpublishRelease: [(s) => s.commands.unpublishRelease({ ...ada, tag: 'v1.0.0' }), ['release.unpublished']],
  draftRelease: [(s) => s.commands.draftRelease({ ...ada, tag: 'v1.1.0' }), []],
  publishDraft: [
    (s) => s.commands.publishDraft({ ...ada, tag: 'v1.1.0' }),
    [
      ...['create', 'push', 'release.published', 'release.released'],
      ...['workflow_run.requested', ...queuedJob],
    ],
  ],
  deleteRelease: [(s) => s.commands.deleteRelease({ ...ada, tag: 'v1.1.0' }), ['release.deleted']],
  uploadAsset: [
    (s) => s.commands.uploadAsset({ ...ada, tag: 'v1.0.0', name: 'shop.zip', content: 'zip' }),
    [],
  ],
  editAsset: [(s) => s.commands.editAsset({ ...ada, asset: lastAsset(s), name: 'all.zip' }), []],
  deleteAsset: [(s) => s.commands.deleteAsset({ ...ada, asset: lastAsset(s) }), []],
  startWorkflowRun: [(s) => s.commands.startWorkflowRun({ ...ada, workflow: 'CI' }), queued],
  progressWorkflowRun: [
    (s) => s.commands.progressWorkflowRun({ ...ada, run: lastRun(s) }),
    ['workflow_job.in_progress', 'workflow_run.in_progress'],
  ],
  completeWorkflowRun: [
    (s) => s.commands.completeWorkflowRun({ ...ada, run: lastRun(s), conclusion: 'failure' }),
    [
      ...['workflow_job.in_progress', 'workflow_job.completed', 'check_run.completed'],
      ...['workflow_job.completed', 'check_run.completed', 'workflow_run.completed', 'check_suite.completed'],
    ],
  ],
  rerunWorkflowRun: [(s) => s.commands.rerunWorkflowRun({ ...bram, run: lastRun(s) }), queued],
  rerunFailedJobs: [
    (s) => {
      s.commands.progressWorkflowRun({ ...ada, run: lastRun(s) });
      s.commands.progressWorkflowRun({ ...ada, run: lastRun(s) });
      s.commands.progressWorkflowRun({ ...ada, run: lastRun(s), conclusion: 'failure' });
      s.commands.completeWorkflowRun({ ...ada, run: lastRun(s) });
      return s.commands.rerunFailedJobs({ ...bram, run: lastRun(s) });
    },
    ['workflow_run.requested', ...queuedJob],
  ],
  deleteWorkflowRun: [
    (s) => {
      s.commands.completeWorkflowRun({ ...ada, run: lastRun(s) });
      return s.commands.deleteWorkflowRun({ ...ada, run: lastRun(s) });
    },
    [],
  ],
  startCheckRun: [
    (s) => s.commands.startCheckRun({ ...ada, name: 'coverage', title: 'Measuring' }),
    ['check_run.created'],
  ],
  completeCheckRun: [
    (s) => s.commands.completeCheckRun({ ...ada, checkRun: lastCheckRun(s), conclusion: 'neutral' }),
    ['check_run.completed', 'check_suite.completed'],
  ],
  rerunCheck: [(s) => s.commands.rerunCheck({ ...ada, checkRun: lastCheckRun(s) }), ['check_run.created']],
  setCommitStatus: [
    (s) => s.commands.setCommitStatus({ ...ada, context: 'ci/build', state: 'pending', description: 'Hm' }),
    ['status'],
  ],
  createDeployment: [(s) => s.commands.createDeployment(ada), ['deployment.created']],
  setDeploymentStatus: [
    (s) => s.commands.setDeploymentStatus({ ...ada, deployment: lastDeployment(s), state: 'success' }),
    ['deployment_status.created'],
  ],
  deleteDeployment: [
    (s) => {
      s.commands.setDeploymentStatus({ ...ada, deployment: lastDeployment(s), state: 'inactive' });
      return s.commands.deleteDeployment({ ...ada, deployment: lastDeployment(s) });
    },
    [],
  ],
  suspendInstallation: [
    (s) => s.commands.suspendInstallation({ by: 'ada-okafor' }),
    ['installation.suspend'],
  ],
  unsuspendInstallation: [
    (s) => s.commands.unsuspendInstallation({ by: 'ada-okafor' }),
    ['installation.unsuspend'],
  ],
  createOrganisation: [(s) => s.commands.createOrganisation({ login: 'second-org' }), []],
  createUser: [(s) => s.commands.createUser({ login: 'Hana' }), []],
  addMember: [(s) => s.commands.addMember({ ...ada, member: 'hana' }), ['member.added']],
  editMember: [
    (s) => s.commands.editMember({ ...ada, member: 'hana', permission: 'triage' }),
    ['member.edited'],
  ],
  removeMember: [(s) => s.commands.removeMember({ ...ada, member: 'hana' }), ['member.removed']],
  addOrganisationMember: [
    (s) => s.commands.addOrganisationMember({ member: 'hana', by: 'ada-okafor' }),
    ['organization.member_added'],
  ],
  setOrganisationRole: [(s) => s.commands.setOrganisationRole({ member: 'hana', role: 'admin' }), []],
  removeOrganisationMember: [
    (s) => s.commands.removeOrganisationMember({ member: 'hana', by: 'ada-okafor' }),
    ['organization.member_removed'],
  ],
  setBasePermission: [(s) => s.commands.setBasePermission({ permission: 'read' }), []],
  changeDefaultBranch: [
    (s) => {
      s.commands.createBranch({ ...ada, branch: 'trunk' });
      return s.commands.changeDefaultBranch({ ...ada, branch: 'trunk' });
    },
    ['repository.edited'],
  ],
  privatizeRepository: [(s) => s.commands.privatizeRepository(ada), ['repository.privatized']],
  publicizeRepository: [(s) => s.commands.publicizeRepository(ada), ['public', 'repository.publicized']],
  forkRepository: [(s) => s.commands.forkRepository({ ...ada, by: 'hana' }), ['fork']],
  acceptPermissions: [
    (s) => s.commands.acceptPermissions({ by: 'ada-okafor', permissions: { checks: 'read' } }),
    ['installation.new_permissions_accepted'],
  ],
  transferRepository: [
    (s) =>
      s.commands.transferRepository({
        repository: 'hana/storefront',
        by: 'hana',
        to: 'demo-org',
        name: 'shop',
      }),
    ['repository.transferred'],
  ],
  addRepositoriesToInstallation: [
    (s) => {
      s.commands.createRepository({ repository: 'hana/notes', by: 'hana' });
      s.commands.install({ account: 'hana', by: 'hana', repositories: [] });
      return s.commands.addRepositoriesToInstallation({
        account: 'hana',
        by: 'hana',
        repositories: ['hana/notes'],
      });
    },
    ['installation_repositories.added'],
  ],
  removeRepositoriesFromInstallation: [
    (s) =>
      s.commands.removeRepositoriesFromInstallation({
        account: 'hana',
        by: 'hana',
        repositories: ['hana/notes'],
      }),
    ['installation_repositories.removed'],
  ],
  createHook: [(s) => s.commands.createHook({ ...ada, url: 'http://localhost/hook' }), ['ping']],
  editHook: [(s) => s.commands.editHook({ hook: lastHook(s), active: false }), []],
  pingHook: [(s) => s.commands.pingHook({ hook: lastHook(s), by: 'ada-okafor' }), ['ping']],
  deleteHook: [(s) => s.commands.deleteHook({ hook: lastHook(s) }), []],
  renameOrganisation: [
    (s) => s.commands.renameOrganisation({ login: 'renamed-org', by: 'ada-okafor' }),
    ['organization.renamed', 'installation_target.renamed'],
  ],
  editApp: [
    (s) => s.commands.editApp({ name: 'Twin of ours', webhookUrl: 'http://localhost/app', events: ['push'] }),
    ['ping'],
  ],
  uninstall: [(s) => s.commands.uninstall({ by: 'ada-okafor' }), ['installation.deleted']],
};

function lastHook({ world }: Simulator): number {
  return [...world.hooks.keys()].at(-1) ?? 0;
}

const lastCheckRun = ({ world }: Simulator): number =>
  [...findRepository(world, 'storefront').checkSuites.values()].flatMap(({ runs }) => runs).at(-1)?.id ?? 0;

const lastDeployment = ({ world }: Simulator): number =>
  [...findRepository(world, 'storefront').deployments.keys()].at(-1) ?? 0;

function lastRunner({ world }: Simulator): number {
  return [...world.runners.keys()].at(-1) ?? 0;
}

function lastRun({ world }: Simulator): number {
  return [...findRepository(world, 'storefront').runs.keys()].at(-1) ?? 0;
}

function lastAsset({ world }: Simulator): number {
  const releases = [...findRepository(world, 'storefront').releases.values()];
  return releases.flatMap(({ assets }) => [...assets.keys()]).at(-1) ?? 0;
}

function lastComment({ world }: Simulator): number {
  return [...findRepository(world, 'storefront').comments.keys()].at(-1) ?? 0;
}

function lastReview({ world }: Simulator): number {
  return [...findRepository(world, 'storefront').reviews.keys()].at(-1) ?? 0;
}

function lastReviewComment({ world }: Simulator): number {
  return [...findRepository(world, 'storefront').reviewComments.keys()].at(-1) ?? 0;
}
