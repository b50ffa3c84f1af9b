import type { Release, ReleaseAsset } from '../../world/model.ts';
import { created, noContent, notFound, ok, validationFailed } from '../answer.ts';
import { isObject } from '../is-object.ts';
import { pageOf } from '../page.ts';
import { repositoryRoutes } from '../repository-routes.ts';
import type { RepositoryCall } from '../route.ts';
import { sceneOf } from '../scene-of.ts';
import { restAssetShape } from '../shapes/asset.ts';

const reads = ['contents', 'read'] as const;
const writes = ['contents', 'write'] as const;

/** Files of releases; only their size and digest are stored. */
export const releaseAssets = repositoryRoutes([
  {
    method: 'GET',
    path: '/releases/:release_id/assets',
    permission: reads,
    handle(call) {
      const { context, repository, address, query } = call;
      const release = releaseOf(call);
      return pageOf([...release.assets.values()], { base: address, query }, (asset) =>
        restAssetShape(context.world.host, repository, release, asset),
      );
    },
  },
  {
    method: 'POST',
    path: '/releases/:release_id/assets',
    permission: writes,
    createsContent: true,
    takes: 'bytes',
    handle(call) {
      const { context, repository, query, body, headers } = call;
      const release = releaseOf(call);
      const name = query.get('name');
      const label = query.get('label');
      const contentType = headers['content-type'];
      if (name === null || name === '') throw invalid('missing_field');
      requireFree(release, name);
      const asset = context.run(
        context.commands.uploadAsset({
          ...sceneOf(call),
          tag: release.tag,
          name,
          content: body instanceof Uint8Array ? body : '',
          ...(label !== null && { label }),
          ...(contentType !== undefined && { contentType }),
        }),
      );
      return created(restAssetShape(context.world.host, repository, release, asset));
    },
  },
  {
    method: 'GET',
    path: '/releases/assets/:asset_id',
    permission: reads,
    handle(call) {
      const { release, asset } = assetOf(call);
      return ok(restAssetShape(call.context.world.host, call.repository, release, asset));
    },
  },
  {
    method: 'PATCH',
    path: '/releases/assets/:asset_id',
    permission: writes,
    handle(call) {
      const { context, repository, body } = call;
      const { release, asset } = assetOf(call);
      const { name, label } = isObject(body) ? body : {};
      if (typeof name === 'string' && name !== asset.name) requireFree(release, name);
      const edited = context.run(
        context.commands.editAsset({
          ...sceneOf(call),
          asset: asset.id,
          ...(typeof name === 'string' && { name }),
          ...(typeof label === 'string' && { label }),
        }),
      );
      return ok(restAssetShape(context.world.host, repository, release, edited));
    },
  },
  {
    method: 'DELETE',
    path: '/releases/assets/:asset_id',
    permission: writes,
    handle(call) {
      const { asset } = assetOf(call);
      call.context.run(call.context.commands.deleteAsset({ ...sceneOf(call), asset: asset.id }));
      return noContent();
    },
  },
]);

function releaseOf({ repository, params }: RepositoryCall): Release {
  const release = repository.releases.values().find(({ id }) => id === Number(params.release_id));
  if (release === undefined) throw notFound();
  return release;
}

function assetOf({ repository, params }: RepositoryCall): { release: Release; asset: ReleaseAsset } {
  for (const release of repository.releases.values()) {
    const asset = release.assets.get(Number(params.asset_id));
    if (asset !== undefined) return { release, asset };
  }
  throw notFound();
}

function requireFree({ assets }: Release, name: string): void {
  if (assets.values().some((asset) => asset.name === name)) throw invalid('already_exists');
}

const invalid = (code: 'missing_field' | 'already_exists') =>
  validationFailed({ resource: 'ReleaseAsset', code, field: 'name' });
