import type { Organization, User } from '@octokit/webhooks-types';
import { organizationShape, userShape } from '../shapes/account.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, findAccount, requireThat, type Scene } from '../world/lookup.ts';
import type { Account, Host, Repository } from '../world/model.ts';
import { settleRepository } from '../world/settle-repository.ts';
import { requireFreeName } from './empty-repository.ts';
import { withdrawRepositories } from './installation-repositories.ts';

/**
 * Transfers the repository to another account, with its hooks; its old name redirects. Emits
 * `installation_repositories` removed to installations that had selected it, then `repository` transferred, which
 * GitHub sends to the new owner's side only (https://docs.github.com/webhooks/webhook-events-and-payloads#repository).
 */
export function transferRepository(world: World, input: Scene & { to: string; name?: string }): Repository {
  const { repository, sender } = enter(world, input);
  const { owner: from } = repository;
  const to = { owner: findAccount(world, input.to), name: input.name ?? repository.name };
  requireThat(from !== to.owner, `${repository.name} is ${input.to}'s`);
  requireFreeName(world, to);
  settleRepository(world, repository, to);
  repository.updatedAt = world.time.now();
  for (const installation of world.installations.values()) {
    if (!installation.repositoryIds.has(repository.id)) continue;
    withdrawRepositories(world, installation, [repository], sender);
  }
  world.emit('repository', {
    action: 'transferred',
    changes: { owner: { from: formerOwner(world.host, from) } },
    ...surroundings(world, { repository, sender }),
  });
  return repository;
}

/** The payload's types allow users only; GitHub uses `organization` for an organisation. */
function formerOwner(host: Host, from: Account): { user?: User; organization?: Organization } {
  return from.type === 'Organization'
    ? { organization: organizationShape(host, from) }
    : { user: userShape(host, from) };
}
