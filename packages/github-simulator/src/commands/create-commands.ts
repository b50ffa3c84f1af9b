import type { Delivery, World } from '../world/create-world.ts';
import { acceptPermissions } from './accept-permissions.ts';
import { blockRepository, unblockRepository } from './access-blocks.ts';
import { createOrganisation, createUser } from './accounts.ts';
import { assign, unassign } from './assignments.ts';
import { createBranch, deleteBranch } from './branches.ts';
import { changeDefaultBranch } from './change-default-branch.ts';
import { completeCheckRun, rerunCheck, startCheckRun } from './check-runs.ts';
import { commentOnIssue, deleteComment, editComment } from './comments.ts';
import { setCommitStatus } from './commit-statuses.ts';
import { convertToDraft } from './convert-to-draft.ts';
import { createDeployment, deleteDeployment, setDeploymentStatus } from './deployments.ts';
import { editApp } from './edit-app.ts';
import { editPullRequest } from './edit-pull-request.ts';
import { switchFeature } from './features.ts';
import { forkRepository } from './fork-repository.ts';
import { createHook, deleteHook, editHook, pingHook } from './hooks.ts';
import {
  addRepositoriesToInstallation,
  removeRepositoriesFromInstallation,
} from './installation-repositories.ts';
import { install, suspendInstallation, uninstall, unsuspendInstallation } from './installations.ts';
import { lockIssue, pinIssue, unlockIssue, unpinIssue } from './issue-state.ts';
import { closeIssue, deleteIssue, editIssue, openIssue, reopenIssue } from './issues.ts';
import { createLabel, deleteLabel, editLabel, labelIssue, unlabelIssue } from './labels.ts';
import { addMember, editMember, removeMember } from './members.ts';
import { mergePullRequest } from './merges.ts';
import { clearMilestone, setMilestone } from './milestone-issues.ts';
import {
  closeMilestone,
  createMilestone,
  deleteMilestone,
  editMilestone,
  openMilestone,
} from './milestones.ts';
import {
  addOrganisationMember,
  removeOrganisationMember,
  setBasePermission,
  setOrganisationRole,
} from './organisation-members.ts';
import { ping } from './ping.ts';
import { editProtection, protectBranch, unprotectBranch } from './protections.ts';
import {
  closePullRequest,
  openPullRequest,
  readyPullRequest,
  reopenPullRequest,
  synchronizePullRequest,
} from './pull-requests.ts';
import { deleteTag, moveTag, pushTags } from './push-tags.ts';
import { push } from './pushes.ts';
import { deleteAsset, editAsset, uploadAsset } from './release-assets.ts';
import {
  deleteRelease,
  draftRelease,
  editRelease,
  publishDraft,
  publishRelease,
  unpublishRelease,
} from './releases.ts';
import { renameOrganisation } from './rename-organisation.ts';
import {
  archiveRepository,
  createRepository,
  deleteRepository,
  editRepository,
  renameRepository,
  unarchiveRepository,
} from './repositories.ts';
import { requestReview, withdrawReviewRequest } from './request-review.ts';
import { rerunFailedJobs, rerunWorkflowRun } from './reruns.ts';
import { restoreRepository } from './restore-repository.ts';
import {
  commentOnLine,
  deleteReviewComment,
  editReviewComment,
  replyToReviewComment,
} from './review-comments.ts';
import { resolveThread, unresolveThread } from './review-threads.ts';
import { dismissReview, editReview, submitReview } from './reviews.ts';
import { registerRunner, removeRunner, setRunnerStatus } from './runners.ts';
import { star, unstar } from './stars.ts';
import { addTeamMember, removeTeamMember, setTeamRole } from './team-members.ts';
import { addTeamRepository, editTeamRepository, removeTeamRepository } from './team-repositories.ts';
import { createTeam, deleteTeam, editTeam, moveTeam } from './teams.ts';
import { transferIssue } from './transfer-issue.ts';
import { transferRepository } from './transfer-repository.ts';
import { privatizeRepository, publicizeRepository } from './visibility.ts';
import {
  completeWorkflowRun,
  deleteWorkflowRun,
  progressWorkflowRun,
  startWorkflowRun,
} from './workflow-runs.ts';

/** The result of a command, and the deliveries that GitHub sends for it, in order. */
export interface Outcome<R> {
  value: R;
  deliveries: Delivery[];
}

/**
 * All changes of a world. Each command names its repository, its actor (`by`) and its object by the names that users of
 * GitHub know, and throws `SimulatorError` if GitHub would refuse it.
 */
export type Commands = ReturnType<typeof createCommands>;

export function createCommands(world: World) {
  const bind =
    <I, R>(command: (world: World, input: I) => R) =>
    (input: I): Outcome<R> => {
      // Incremented first, so that a command that fails half-way counts, too.
      world.changes += 1;
      try {
        const value = command(world, input);
        return { value, deliveries: world.takeDeliveries() };
      } catch (error) {
        // A failed command sends no deliveries.
        world.takeDeliveries();
        throw error;
      }
    };

  return {
    ping: bind<void, ReturnType<typeof ping>>(ping),
    createOrganisation: bind(createOrganisation),
    renameOrganisation: bind(renameOrganisation),
    createUser: bind(createUser),
    install: bind(install),
    uninstall: bind(uninstall),
    suspendInstallation: bind(suspendInstallation),
    unsuspendInstallation: bind(unsuspendInstallation),
    addRepositoriesToInstallation: bind(addRepositoriesToInstallation),
    removeRepositoriesFromInstallation: bind(removeRepositoriesFromInstallation),
    acceptPermissions: bind(acceptPermissions),
    registerRunner: bind(registerRunner),
    setRunnerStatus: bind(setRunnerStatus),
    removeRunner: bind(removeRunner),
    createTeam: bind(createTeam),
    editTeam: bind(editTeam),
    moveTeam: bind(moveTeam),
    deleteTeam: bind(deleteTeam),
    addTeamMember: bind(addTeamMember),
    setTeamRole: bind(setTeamRole),
    removeTeamMember: bind(removeTeamMember),
    addTeamRepository: bind(addTeamRepository),
    editTeamRepository: bind(editTeamRepository),
    removeTeamRepository: bind(removeTeamRepository),
    addOrganisationMember: bind(addOrganisationMember),
    setOrganisationRole: bind(setOrganisationRole),
    removeOrganisationMember: bind(removeOrganisationMember),
    setBasePermission: bind(setBasePermission),
    editApp: bind(editApp),
    createHook: bind(createHook),
    editHook: bind(editHook),
    pingHook: bind(pingHook),
    deleteHook: bind(deleteHook),
    createRepository: bind(createRepository),
    renameRepository: bind(renameRepository),
    editRepository: bind(editRepository),
    archiveRepository: bind(archiveRepository),
    unarchiveRepository: bind(unarchiveRepository),
    deleteRepository: bind(deleteRepository),
    restoreRepository: bind(restoreRepository),
    switchFeature: bind(switchFeature),
    blockRepository: bind(blockRepository),
    unblockRepository: bind(unblockRepository),
    transferRepository: bind(transferRepository),
    publicizeRepository: bind(publicizeRepository),
    privatizeRepository: bind(privatizeRepository),
    changeDefaultBranch: bind(changeDefaultBranch),
    forkRepository: bind(forkRepository),
    addMember: bind(addMember),
    editMember: bind(editMember),
    removeMember: bind(removeMember),
    star: bind(star),
    unstar: bind(unstar),
    createLabel: bind(createLabel),
    editLabel: bind(editLabel),
    deleteLabel: bind(deleteLabel),
    openIssue: bind(openIssue),
    editIssue: bind(editIssue),
    closeIssue: bind(closeIssue),
    reopenIssue: bind(reopenIssue),
    deleteIssue: bind(deleteIssue),
    labelIssue: bind(labelIssue),
    unlabelIssue: bind(unlabelIssue),
    transferIssue: bind(transferIssue),
    pinIssue: bind(pinIssue),
    unpinIssue: bind(unpinIssue),
    lockIssue: bind(lockIssue),
    unlockIssue: bind(unlockIssue),
    assign: bind(assign),
    unassign: bind(unassign),
    createMilestone: bind(createMilestone),
    editMilestone: bind(editMilestone),
    closeMilestone: bind(closeMilestone),
    openMilestone: bind(openMilestone),
    deleteMilestone: bind(deleteMilestone),
    setMilestone: bind(setMilestone),
    clearMilestone: bind(clearMilestone),
    commentOnIssue: bind(commentOnIssue),
    editComment: bind(editComment),
    deleteComment: bind(deleteComment),
    createBranch: bind(createBranch),
    deleteBranch: bind(deleteBranch),
    push: bind(push),
    pushTags: bind(pushTags),
    moveTag: bind(moveTag),
    deleteTag: bind(deleteTag),
    protectBranch: bind(protectBranch),
    editProtection: bind(editProtection),
    unprotectBranch: bind(unprotectBranch),
    openPullRequest: bind(openPullRequest),
    synchronizePullRequest: bind(synchronizePullRequest),
    readyPullRequest: bind(readyPullRequest),
    editPullRequest: bind(editPullRequest),
    requestReview: bind(requestReview),
    withdrawReviewRequest: bind(withdrawReviewRequest),
    submitReview: bind(submitReview),
    editReview: bind(editReview),
    dismissReview: bind(dismissReview),
    commentOnLine: bind(commentOnLine),
    replyToReviewComment: bind(replyToReviewComment),
    editReviewComment: bind(editReviewComment),
    deleteReviewComment: bind(deleteReviewComment),
    resolveThread: bind(resolveThread),
    unresolveThread: bind(unresolveThread),
    convertToDraft: bind(convertToDraft),
    closePullRequest: bind(closePullRequest),
    reopenPullRequest: bind(reopenPullRequest),
    mergePullRequest: bind(mergePullRequest),
    publishRelease: bind(publishRelease),
    draftRelease: bind(draftRelease),
    publishDraft: bind(publishDraft),
    editRelease: bind(editRelease),
    unpublishRelease: bind(unpublishRelease),
    deleteRelease: bind(deleteRelease),
    uploadAsset: bind(uploadAsset),
    editAsset: bind(editAsset),
    deleteAsset: bind(deleteAsset),
    startWorkflowRun: bind(startWorkflowRun),
    progressWorkflowRun: bind(progressWorkflowRun),
    completeWorkflowRun: bind(completeWorkflowRun),
    rerunWorkflowRun: bind(rerunWorkflowRun),
    rerunFailedJobs: bind(rerunFailedJobs),
    deleteWorkflowRun: bind(deleteWorkflowRun),
    startCheckRun: bind(startCheckRun),
    completeCheckRun: bind(completeCheckRun),
    rerunCheck: bind(rerunCheck),
    setCommitStatus: bind(setCommitStatus),
    createDeployment: bind(createDeployment),
    setDeploymentStatus: bind(setDeploymentStatus),
    deleteDeployment: bind(deleteDeployment),
  };
}
