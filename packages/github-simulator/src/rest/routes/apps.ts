import { canSee } from '../../world/can-see.ts';
import type { World } from '../../world/create-world.ts';
import type { Account, Installation } from '../../world/model.ts';
import { type Answer, created, noContent, notFound, ok, suspended, validationFailed } from '../answer.ts';
import { isObject } from '../is-object.ts';
import { isoSeconds } from '../iso-seconds.ts';
import type { JsonOf } from '../json-of.ts';
import { organizationRoutes } from '../organization-routes.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { Call, Route } from '../route.ts';
import { appShape } from '../shapes/app.ts';
import { restInstallationShape } from '../shapes/installation.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import { visibleRepositories } from '../visible-repositories.ts';

/** The App itself, its installations and their tokens. */
export const apps: Route[] = [
  {
    method: 'GET',
    path: '/app',
    caller: 'app',
    handle: ({ context: { world } }) =>
      ok<JsonOf<'apps/get-authenticated'>>({
        ...appShape(world),
        installations_count: world.installations.size,
      }),
  },
  {
    method: 'GET',
    path: '/app/installations',
    caller: 'app',
    handle: ({ context: { world }, address, query }) =>
      pageOf([...world.installations.values()], { base: address, query }, (installation) =>
        restInstallationShape(world, installation),
      ),
  },
  {
    method: 'GET',
    path: '/app/installations/:installation_id',
    caller: 'app',
    handle: (call) => ok(restInstallationShape(call.context.world, installationOf(call))),
  },
  {
    method: 'POST',
    path: '/app/installations/:installation_id/access_tokens',
    caller: 'app',
    handle: mintToken,
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    caller: 'installation',
    handle: ({ context: { world }, viewer, address, query }) =>
      pageOf(
        visibleRepositories(world, viewer),
        { base: address, query },
        (repository) => listedRepositoryShape(world.host, repository),
        (repositories, total_count): JsonOf<'apps/list-repos-accessible-to-installation'> => ({
          total_count,
          repository_selection: viewer.installation?.selection ?? 'all',
          repositories,
        }),
      ),
  },
  {
    method: 'DELETE',
    path: '/installation/token',
    caller: 'installation',
    handle({ context, viewer }) {
      context.credentials.revoke(viewer);
      return noContent();
    },
  },
  ...repositoryRoutes([
    {
      method: 'GET',
      path: '/installation',
      caller: 'app',
      handle: ({ context: { world }, repository }) =>
        show(
          world,
          world.installations.values().find((each) => canSee(each, repository)),
        ),
    },
  ]),
  ...organizationRoutes([
    {
      method: 'GET',
      path: '/installation',
      caller: 'app',
      handle: ({ context: { world }, organization }) => show(world, installationOn(world, organization)),
    },
  ]),
  {
    method: 'GET',
    path: '/users/:login/installation',
    caller: 'app',
    handle({ context: { world }, params }) {
      const account = world.accounts.get((params.login ?? '').toLowerCase());
      return show(world, account && installationOn(world, account));
    },
  },
];

function installationOn({ installations }: World, account: Account): Installation | undefined {
  return installations.values().find((each) => each.account === account);
}

function show(world: World, installation: Installation | undefined): Answer {
  if (installation === undefined) throw notFound();
  return ok(restInstallationShape(world, installation));
}

function installationOf({ context, params }: Call): Installation {
  const id = Number(params.installation_id);
  const installation = context.world.installations.get(id);
  if (installation === undefined) throw notFound();
  return installation;
}

/** Restricted to permissions and repositories, if the body contains them. */
function mintToken(call: Call) {
  const { context, body } = call;
  const installation = installationOf(call);
  const input = isObject(body) ? body : {};
  if (installation.suspendedAt !== null) throw suspended();
  const permissions = permissionsOf(input.permissions, installation);
  const visible = [...context.world.repositories.values()].filter((each) => canSee(installation, each));
  const named = (values: unknown, of: (repository: (typeof visible)[number]) => unknown) =>
    Array.isArray(values)
      ? values.map((value) => {
          const found = visible.find((repository) => of(repository) === value);
          if (found !== undefined) return found;
          throw validationFailed({ resource: 'Installation', field: 'repositories', code: 'invalid' });
        })
      : [];
  const repositories = [
    ...named(input.repository_ids, ({ id }) => id),
    ...named(input.repositories, ({ name }) => name),
  ];
  const minted = context.credentials.mintInstallationToken(installation, {
    ...(permissions && { permissions }),
    ...(repositories.length > 0 && { repositoryIds: repositories.map(({ id }) => id) }),
  });
  return created<JsonOf<'apps/create-installation-access-token', 201>>({
    token: minted.token,
    expires_at: isoSeconds(minted.expiresAt.getTime() + call.skewMs),
    permissions: minted.permissions,
    repository_selection: repositories.length > 0 ? 'selected' : installation.selection,
    ...(repositories.length > 0 && {
      repositories: repositories.map((repository) => listedRepositoryShape(context.world.host, repository)),
    }),
  });
}

/** @throws RestError 422 for more than the installation has. */
function permissionsOf(
  input: unknown,
  { permissions = {} }: Installation,
): Record<string, string> | undefined {
  if (!isObject(input)) return undefined;
  const granted: Record<string, unknown> = { metadata: 'read', ...permissions };
  return Object.fromEntries(
    Object.entries(input).map(([name, level]) => {
      const has = granted[name];
      if (has !== 'write' && has !== level) {
        throw validationFailed({
          resource: 'Installation',
          field: 'permissions',
          code: 'custom',
          message: `The permissions requested are not granted to this installation.`,
        });
      }
      return [name, String(level)];
    }),
  );
}
