import { organizationShape, userShape } from '../shapes/account.ts';
import type { World } from '../world/create-world.ts';
import { findAccount, findUser, requireThat } from '../world/lookup.ts';
import type { Account } from '../world/model.ts';
import { settleRepository } from '../world/settle-repository.ts';

/**
 * Changes the login of an organisation, which renames all its repositories; their old names redirect. Emits
 * `organization` renamed to its hooks and `installation_target` renamed to the App, and nothing about any repository.
 *
 * @see https://docs.github.com/organizations/managing-organization-settings/renaming-an-organization
 */
export function renameOrganisation(
  world: World,
  input: { organisation?: string; login: string; by: string },
): Account {
  const account = findAccount(world, input.organisation ?? world.organisation.login);
  const sender = findUser(world, input.by);
  requireThat(account.type === 'Organization', `${account.login} is an organisation`);
  const taken = world.accounts.get(input.login.toLowerCase());
  requireThat(taken === undefined || taken === account, `account ${input.login} exists`);
  const from = account.login;
  const names = [...world.repositories.values()]
    .filter(({ owner }) => owner === account)
    .map((repository) => ({ repository, before: `${from}/${repository.name}`.toLowerCase() }));
  world.accounts.delete(from.toLowerCase());
  account.login = input.login;
  world.accounts.set(account.login.toLowerCase(), account);
  for (const { repository, before } of names) {
    world.names.delete(before);
    world.oldNames.set(before, repository.id);
    settleRepository(world, repository, { owner: account, name: repository.name });
  }
  const changes = { login: { from } };
  const by = userShape(world.host, sender);
  const organization = organizationShape(world.host, account);
  world.emit('organization', { action: 'renamed', changes, organization, sender: by });
  for (const installation of world.installations.values()) {
    if (installation.account !== account) continue;
    world.emit('installation_target', {
      action: 'renamed',
      account: userShape(world.host, account),
      changes,
      installation: { id: installation.id, node_id: installation.nodeId },
      target_type: 'Organization',
      sender: by,
    });
  }
  return account;
}
