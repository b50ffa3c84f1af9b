import type { Delivery, World } from '../world/create-world.ts';
import { retire } from '../world/retire.ts';
import { acceptPermissions } from './accept-permissions.ts';
import { createOrganisation, createUser } from './accounts.ts';
import { createBranch, deleteBranch } from './branches.ts';
import { changeDefaultBranch } from './change-default-branch.ts';
import { commentOnIssue } from './comments.ts';
import { forkRepository } from './fork-repository.ts';
import { createHook, deleteHook } from './hooks.ts';
import {
  addRepositoriesToInstallation,
  removeRepositoriesFromInstallation,
} from './installation-repositories.ts';
import { install, suspendInstallation, uninstall, unsuspendInstallation } from './installations.ts';
import { closeIssue, deleteIssue, editIssue, openIssue, reopenIssue } from './issues.ts';
import { createLabel, editLabel, labelIssue, unlabelIssue } from './labels.ts';
import { addMember } from './members.ts';
import { mergePullRequest } from './merges.ts';
import { ping } from './ping.ts';
import {
  closePullRequest,
  openPullRequest,
  readyPullRequest,
  reopenPullRequest,
  synchronizePullRequest,
} from './pull-requests.ts';
import { push } from './pushes.ts';
import { publishRelease } from './releases.ts';
import {
  archiveRepository,
  createRepository,
  deleteRepository,
  editRepository,
  renameRepository,
  unarchiveRepository,
} from './repositories.ts';
import { star, unstar } from './stars.ts';
import { transferRepository } from './transfer-repository.ts';
import { privatizeRepository, publicizeRepository } from './visibility.ts';
import {
  completeWorkflowRun,
  progressWorkflowRun,
  rerunWorkflowRun,
  startWorkflowRun,
} from './workflow-runs.ts';

/** What a command changed, and the deliveries that GitHub sends for it, in order. */
export interface Outcome<R> {
  value: R;
  deliveries: Delivery[];
}

/**
 * Everything that can be done to a world. Each command names its repository, its actor (`by`) and its
 * object by the names GitHub's users know, and throws `SimulatorError` where GitHub would refuse.
 */
export type Commands = ReturnType<typeof createCommands>;

export function createCommands(world: World) {
  const bind =
    <I, R>(command: (world: World, input: I) => R) =>
    (input: I): Outcome<R> => {
      const value = command(world, input);
      retire(world);
      return { value, deliveries: world.takeDeliveries() };
    };

  return {
    ping: bind<void, ReturnType<typeof ping>>(ping),
    createOrganisation: bind(createOrganisation),
    createUser: bind(createUser),
    install: bind(install),
    uninstall: bind(uninstall),
    suspendInstallation: bind(suspendInstallation),
    unsuspendInstallation: bind(unsuspendInstallation),
    addRepositoriesToInstallation: bind(addRepositoriesToInstallation),
    removeRepositoriesFromInstallation: bind(removeRepositoriesFromInstallation),
    acceptPermissions: bind(acceptPermissions),
    createHook: bind(createHook),
    deleteHook: bind(deleteHook),
    createRepository: bind(createRepository),
    renameRepository: bind(renameRepository),
    editRepository: bind(editRepository),
    archiveRepository: bind(archiveRepository),
    unarchiveRepository: bind(unarchiveRepository),
    deleteRepository: bind(deleteRepository),
    transferRepository: bind(transferRepository),
    publicizeRepository: bind(publicizeRepository),
    privatizeRepository: bind(privatizeRepository),
    changeDefaultBranch: bind(changeDefaultBranch),
    forkRepository: bind(forkRepository),
    addMember: bind(addMember),
    star: bind(star),
    unstar: bind(unstar),
    createLabel: bind(createLabel),
    editLabel: bind(editLabel),
    openIssue: bind(openIssue),
    editIssue: bind(editIssue),
    closeIssue: bind(closeIssue),
    reopenIssue: bind(reopenIssue),
    deleteIssue: bind(deleteIssue),
    labelIssue: bind(labelIssue),
    unlabelIssue: bind(unlabelIssue),
    commentOnIssue: bind(commentOnIssue),
    createBranch: bind(createBranch),
    deleteBranch: bind(deleteBranch),
    push: bind(push),
    openPullRequest: bind(openPullRequest),
    synchronizePullRequest: bind(synchronizePullRequest),
    readyPullRequest: bind(readyPullRequest),
    closePullRequest: bind(closePullRequest),
    reopenPullRequest: bind(reopenPullRequest),
    mergePullRequest: bind(mergePullRequest),
    publishRelease: bind(publishRelease),
    startWorkflowRun: bind(startWorkflowRun),
    progressWorkflowRun: bind(progressWorkflowRun),
    completeWorkflowRun: bind(completeWorkflowRun),
    rerunWorkflowRun: bind(rerunWorkflowRun),
  };
}
