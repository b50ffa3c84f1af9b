import { expect, test } from 'vitest';
import { serveAsMember } from '../../tests/serve-as-member.ts';

const ada = { repository: 'storefront', by: 'ada-okafor' };
const storefront = '/repos/demo-org/storefront';

async function serveFiles() {
  const github = await serveAsMember();
  const files = { 'README.md': '# Shop', 'src/cart.ts': 'export {};', 'src/pay/card.ts': '' };
  github.simulator.commands.push({ ...ada, branch: 'main', commits: [{ message: 'Add texts', files }] });
  return github;
}

test('a folder lists its direct entries, a file has its text, at the requested ref', async () => {
  await using github = await serveFiles();
  const before = github.simulator.commands.createBranch({ ...ada, branch: 'old' }).value.head.sha;
  const changed = [{ message: 'Change', files: { 'README.md': '# Changed' } }];
  github.simulator.commands.push({ ...ada, branch: 'main', commits: changed });

  const { json: root } = await github.ask(`GET ${storefront}/contents/`);
  expect(root.map(({ name, type }: { name: string; type: string }) => `${type} ${name}`)).toEqual([
    'file README.md',
    'dir src',
  ]);
  const { json: folder } = await github.ask(`GET ${storefront}/contents/src`);
  expect(folder.map(({ path }: { path: string }) => path)).toEqual(['src/cart.ts', 'src/pay']);

  const textOf = ({ content }: { content: string }) => Buffer.from(content, 'base64').toString();
  expect(textOf((await github.ask(`GET ${storefront}/contents/README.md`)).json)).toBe('# Changed');
  for (const ref of ['old', before]) {
    expect(textOf((await github.ask(`GET ${storefront}/readme?ref=${ref}`)).json)).toBe('# Shop');
  }
  const raw = { accept: 'application/vnd.github.raw+json' };
  expect((await github.ask(`GET ${storefront}/readme`, undefined, raw)).text).toBe('# Changed');
  expect((await github.ask(`GET ${storefront}/contents/src/none.ts`)).status).toBe(404);
  expect((await github.ask(`GET ${storefront}/readme?ref=none`)).status).toBe(404);
});

test('a tree is found by branch, commit and sha, and lists all descendants on request', async () => {
  await using github = await serveFiles();
  const paths = async (path: string) => {
    const { json } = await github.ask(`GET ${storefront}/git/trees/${path}`);
    return json.tree.map((entry: { type: string; path: string }) => `${entry.type} ${entry.path}`);
  };
  expect(await paths('main')).toEqual(['blob README.md', 'tree src']);
  expect(await paths('main?recursive=1')).toEqual([
    'blob README.md',
    'tree src',
    'blob src/cart.ts',
    'tree src/pay',
    'blob src/pay/card.ts',
  ]);
  const { json: main } = await github.ask(`GET ${storefront}/commits/main`);
  const { json: whole } = await github.ask(`GET ${storefront}/git/trees/${main.commit.tree.sha}`);
  expect(whole.sha).toBe(main.commit.tree.sha);
  expect(await paths(whole.tree[1].sha)).toEqual(['blob cart.ts', 'tree pay']);
  const moved = [{ message: 'Change', files: { 'src/cart.ts': 'changed' } }];
  github.simulator.commands.push({ ...ada, branch: 'main', commits: moved });
  expect(await paths(whole.tree[1].sha)).toEqual(['blob cart.ts', 'tree pay']);
  expect((await github.ask(`GET ${storefront}/git/trees/${'0'.repeat(40)}`)).status).toBe(404);
});

test('refs have the full names of branches and tags, one or all with a prefix', async () => {
  await using github = await serveFiles();
  github.simulator.commands.createBranch({ ...ada, branch: 'fix/one' });
  github.simulator.commands.pushTags({ ...ada, tags: ['v1'] });
  const { json: all } = await github.ask(`GET ${storefront}/git/refs`);
  expect(all.map(({ ref }: { ref: string }) => ref)).toEqual([
    'refs/heads/fix/one',
    'refs/heads/main',
    'refs/tags/v1',
  ]);
  expect((await github.ask(`GET ${storefront}/git/ref/heads/fix/one`)).json).toMatchObject({
    ref: 'refs/heads/fix/one',
    object: { type: 'commit', sha: all[1].object.sha },
  });
  const { json: heads } = await github.ask(`GET ${storefront}/git/matching-refs/heads/fix`);
  expect(heads).toHaveLength(1);
  expect((await github.ask(`GET ${storefront}/git/ref/heads/fix`)).status).toBe(404);
});

test('a file over 1 MiB is returned without its content, which its blob has', async () => {
  await using github = await serveFiles();
  const files = { 'large.txt': 'a'.repeat(1_048_577) };
  github.simulator.commands.push({ ...ada, branch: 'main', commits: [{ message: 'Grow', files }] });
  const { json: large } = await github.ask(`GET ${storefront}/contents/large.txt`);
  expect(large).toMatchObject({ size: 1_048_577, encoding: 'none', content: '' });
  const { json: blob } = await github.ask(`GET ${storefront}/git/blobs/${large.sha}`);
  expect(blob).toMatchObject({ sha: large.sha, size: 1_048_577, encoding: 'base64' });
  expect(Buffer.from(blob.content, 'base64').toString()).toBe(files['large.txt']);
  expect((await github.ask(`GET ${storefront}/git/blobs/${'0'.repeat(40)}`)).status).toBe(404);
});
