import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { DockerfileParser } from 'dockerfile-ast';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { filesUnder, inRepository, readText } from './repository.ts';

const dockerfile = DockerfileParser.parse(readText('infra/docker/Dockerfile'));
const manifest = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

test('everything that the image copies exists, and each workspace package has its manifest there', () => {
  const sources = dockerfile
    .getCOPYs()
    .filter((copy) => copy.getFromFlag() === null)
    .flatMap((copy) =>
      copy
        .getArguments()
        .slice(0, -1)
        .map((argument) => argument.getValue()),
    );
  expect(sources).toEqual(expect.arrayContaining(['pnpm-lock.yaml', 'apps', 'packages']));
  for (const source of sources) expect(existsSync(inRepository(source)), source).toBe(true);
  const workspaces = [...readText('pnpm-workspace.yaml').matchAll(/^ {2}- ([\w-]+)(?:\/\*)?$/gm)];
  for (const [, folder = ''] of workspaces) {
    expect(
      sources.some((source) => source === folder || source === `${folder}/package.json`),
      folder,
    ).toBe(true);
  }
});

test('the image does not run as root, and says whether it is healthy', () => {
  const last = (keyword: string) =>
    dockerfile.getInstructions().findLast((instruction) => instruction.getKeyword() === keyword);
  expect(last('USER')?.getRawArgumentsContent()).toBe('node');
  expect(last('HEALTHCHECK')?.getRawArgumentsContent()).toContain('infra/docker/health.mjs');
  expect(last('ENV')?.getRawArgumentsContent()).toContain('LISTEN_HOST=0.0.0.0');
  const stages = dockerfile.getFROMs().map((from) => from.getBuildStage());
  const images = dockerfile.getFROMs().map((from) => from.getImage());
  expect(new Set(images.filter((image) => !stages.includes(image)))).toEqual(new Set(['node:24-slim']));
});

test('what runs in production is a dependency for production', () => {
  const missing: string[] = [];
  for (const path of [...filesUnder('apps'), ...filesUnder('packages')].filter((file) =>
    /^\w+\/[\w-]+\/package\.json$/.test(file),
  )) {
    const { name, dependencies, optionalDependencies } = manifest.parse(JSON.parse(readText(path)));
    const has = new Set([name, ...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
    const folder = path.replace('package.json', 'src');
    for (const file of filesUnder(folder).filter((each) => /(?<!\.test)\.ts$/.test(each))) {
      for (const [, clause = '', specifier = ''] of readText(file).matchAll(
        /^(?:import|export) ([^;']*?)from '([^.'][^']*)';/gm,
      )) {
        const imported = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
        const isErased = clause.startsWith('type ');
        if (!isErased && !specifier.startsWith('node:') && !has.has(imported))
          missing.push(`${file}: ${imported}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('the health check distinguishes a service that answers from one that does not', async () => {
  let status = 200;
  const server = createServer((_request, response) => response.writeHead(status).end()).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const check = async () => {
    const child = execFile(process.execPath, [inRepository('infra/docker/health.mjs')], {
      env: { METRICS_PORT: `${port}` },
    });
    const [code] = await once(child, 'exit');
    return code;
  };
  expect(await check()).toBe(0);
  status = 503;
  expect(await check()).toBe(1);
  server.close();
  await once(server, 'close');
  expect(await check()).toBe(1);
});
