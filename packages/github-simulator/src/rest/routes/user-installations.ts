import { permissionFlags } from '../../shapes/permission-flags.ts';
import { accessOf } from '../../world/access-of.ts';
import { canSee } from '../../world/can-see.ts';
import type { World } from '../../world/create-world.ts';
import { membershipOf } from '../../world/members-of.ts';
import type { Account, Installation, Repository } from '../../world/model.ts';
import { publicAccessOf } from '../../world/public-access-of.ts';
import { notFound, suspended } from '../answer.ts';
import type { JsonOf } from '../json-of.ts';
import { pageOf } from '../page.ts';
import type { Call, Route } from '../route.ts';
import { restInstallationShape } from '../shapes/installation.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';

/** The App's installations and repositories that a user has access to, excluding public ones. */
export const userInstallations: Route[] = [
  {
    method: 'GET',
    path: '/user/installations',
    caller: 'user-to-server',
    handle: ({ context: { world }, viewer, address, query }) =>
      pageOf(
        world.installations
          .values()
          .filter((each) => isMine(world, viewer.account, each))
          .toArray(),
        { base: address, query },
        (installation) => restInstallationShape(world, installation),
        (installations, total_count): JsonOf<'apps/list-installations-for-authenticated-user'> => ({
          total_count,
          installations,
        }),
      ),
  },
  {
    method: 'GET',
    path: '/user/installations/:installation_id/repositories',
    caller: 'user-to-server',
    handle(call) {
      const { context, viewer, address, query } = call;
      const installation = installationOf(call);
      if (installation.suspendedAt !== null) throw suspended();
      return pageOf(
        shared(context.world, viewer.account, installation),
        { base: address, query },
        (repository) => ({
          ...listedRepositoryShape(context.world.host, repository),
          permissions: permissionFlags(
            viewer.account === null ? 'none' : publicAccessOf(context.world, viewer.account, repository),
          ),
        }),
        (repositories, total_count): JsonOf<'apps/list-installation-repos-for-authenticated-user'> => ({
          total_count,
          repository_selection: installation.selection,
          repositories,
        }),
      );
    },
  },
];

function installationOf({ context: { world }, viewer, params }: Call): Installation {
  const installation = world.installations.get(Number(params.installation_id));
  if (installation === undefined || !isMine(world, viewer.account, installation)) throw notFound();
  return installation;
}

/**
 * The installation of an account itself, of its organisation, or one with a repository of which it is a collaborator.
 */
function isMine(world: World, account: Account | null, installation: Installation): boolean {
  if (account?.id === installation.account.id) return true;
  const isMember = account !== null && membershipOf(world, installation.account, account) !== undefined;
  return isMember || shared(world, account, installation).length > 0;
}

function shared(world: World, account: Account | null, installation: Installation): Repository[] {
  return [...world.repositories.values()]
    .filter((each) => account !== null && accessOf(world, account, each) !== 'none')
    .filter((each) => canSee(installation, each))
    .sort((one, other) => one.id - other.id);
}
