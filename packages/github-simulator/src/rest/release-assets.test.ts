import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const storefront = '/repos/demo-org/storefront';

test('the size of an uploaded file is stored, and its release lists it until it is deleted', async () => {
  await using github = await serveAsMember();
  const { commands } = github.simulator;
  const { id } = commands.publishRelease({ repository: 'storefront', by: 'ada-okafor', tag: 'v1' }).value;
  const upload = (query: string) =>
    github.ask(`POST ${storefront}/releases/${id}/assets${query}`, 'not {json', {
      'content-type': 'text/plain',
    });
  const { status, json: asset } = await upload('?name=a.txt');
  expect(status).toBe(201);
  expect(asset).toMatchObject({
    name: 'a.txt',
    label: null,
    content_type: 'text/plain',
    size: 9,
    digest: 'sha256:d98c768f83644700c4968a935c02e5b1ab5ec93254e3aa2d35286885a4dbb49c',
    browser_download_url: `${github.url}/demo-org/storefront/releases/download/v1/a.txt`,
  });
  expect((await upload('?name=a.txt')).json.errors).toMatchObject([{ code: 'already_exists' }]);
  expect((await upload('')).status).toBe(422);
  const assets = async (path: string) => (await github.ask(`GET ${storefront}/releases${path}`)).json.assets;
  for (const path of [`/${id}`, '/latest', '/tags/v1']) expect(await assets(path)).toEqual([asset]);
  await github.ask(`DELETE ${storefront}/releases/assets/${asset.id}`);
  expect(await assets('/latest')).toEqual([]);
});
