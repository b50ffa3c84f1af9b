import { userShape } from '../../shapes/account.ts';
import { canSee } from '../../world/can-see.ts';
import type { Installation } from '../../world/model.ts';
import { created, noContent, notFound, ok, suspended, validationFailed } from '../answer.ts';
import { clientIdOf } from '../client-id.ts';
import { isObject } from '../is-object.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { Call, Route } from '../route.ts';
import { restInstallationShape } from '../shapes/installation.ts';
import { listedRepositoryShape } from '../shapes/repository.ts';
import { visibleRepositories } from '../visible-repositories.ts';

/** The App itself, its installations and their tokens. */
export const apps: Route[] = [
  {
    method: 'GET',
    path: '/app',
    asks: 'app',
    handle({ context: { world } }) {
      const { id, slug, createdAt } = world.app;
      return ok({
        id,
        slug,
        client_id: clientIdOf(id),
        node_id: Buffer.from(`03:App${id}`).toString('base64'),
        owner: userShape(world.host, world.organisation),
        name: slug,
        description: '',
        external_url: world.host.html,
        html_url: `${world.host.html}/apps/${slug}`,
        created_at: createdAt,
        updated_at: createdAt,
        permissions: world.app.permissions,
        events: world.app.events,
        installations_count: world.installations.size,
      });
    },
  },
  {
    method: 'GET',
    path: '/app/installations',
    asks: 'app',
    handle: ({ context: { world }, address, query }) =>
      pageOf([...world.installations.values()], { base: address, query }, (installation) =>
        restInstallationShape(world, installation),
      ),
  },
  {
    method: 'GET',
    path: '/app/installations/:installation_id',
    asks: 'app',
    handle: (call) => ok(restInstallationShape(call.context.world, installationOf(call))),
  },
  {
    method: 'POST',
    path: '/app/installations/:installation_id/access_tokens',
    asks: 'app',
    handle: mintToken,
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    asks: 'installation',
    handle: ({ context: { world }, viewer, address, query }) =>
      pageOf(
        visibleRepositories(world, viewer),
        { base: address, query },
        (repository) => listedRepositoryShape(world.host, repository),
        (repositories, total_count) => ({
          total_count,
          repository_selection: viewer.installation?.selection ?? 'all',
          repositories,
        }),
      ),
  },
  {
    method: 'DELETE',
    path: '/installation/token',
    asks: 'installation',
    handle({ context, viewer }) {
      context.credentials.revoke(viewer);
      return noContent();
    },
  },
  ...repositoryRoutes([
    {
      method: 'GET',
      path: '/installation',
      asks: 'app',
      handle({ context: { world }, repository }) {
        const installation = world.installations.values().find((each) => canSee(each, repository));
        if (installation === undefined) throw notFound();
        return ok(restInstallationShape(world, installation));
      },
    },
  ]),
];

function installationOf({ context, params }: Call): Installation {
  const id = Number(params.installation_id);
  const installation = context.world.installations.get(id);
  if (installation === undefined) throw notFound();
  return installation;
}

/** Narrowed to permissions and repositories, if the body names them. */
function mintToken(call: Call) {
  const { context, body } = call;
  const installation = installationOf(call);
  const asked = isObject(body) ? body : {};
  if (installation.suspendedAt !== null) throw suspended();
  const permissions = permissionsOf(asked.permissions, installation);
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
    ...named(asked.repository_ids, ({ id }) => id),
    ...named(asked.repositories, ({ name }) => name),
  ];
  const minted = context.credentials.mintInstallationToken(installation, {
    ...(permissions && { permissions }),
    ...(repositories.length > 0 && { repositoryIds: repositories.map(({ id }) => id) }),
  });
  return created({
    token: minted.token,
    expires_at: minted.expiresAt.toISOString().replace('.000', ''),
    permissions: minted.permissions,
    repository_selection: repositories.length > 0 ? 'selected' : installation.selection,
    ...(repositories.length > 0 && {
      repositories: repositories.map((repository) => listedRepositoryShape(context.world.host, repository)),
    }),
  });
}

/** @throws RestError 422 for more than the installation has. */
function permissionsOf(
  asked: unknown,
  { permissions = {} }: Installation,
): Record<string, string> | undefined {
  if (!isObject(asked)) return undefined;
  const granted: Record<string, unknown> = { metadata: 'read', ...permissions };
  return Object.fromEntries(
    Object.entries(asked).map(([name, level]) => {
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
