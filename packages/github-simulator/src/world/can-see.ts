import type { Installation, Repository } from './model.ts';

/** Whether the installation includes the repository; suspension is a separate question. */
export function canSee(installation: Installation, repository: Repository): boolean {
  if (repository.owner.id !== installation.account.id) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}
