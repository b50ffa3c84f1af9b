import type { Installation, Repository } from './model.ts';

/** Whether the repository is one of the installation's; whether it is suspended is a separate question. */
export function canSee(installation: Installation, repository: Repository): boolean {
  if (repository.owner.id !== installation.account.id) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}
