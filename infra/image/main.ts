import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBase } from './build-base.ts';
import { createBuildah } from './buildah.ts';
import { openImage } from './open-image.ts';
import { requireTools } from './require-tools.ts';
import { testConfinement } from './test-confinement.ts';
import { testServices } from './test-services.ts';

// `npm run test:image`: builds the image as infra/docker/Dockerfile describes it, without an image registry, and runs
// every service from it.
const base = 'docker.io/library/node:24-slim';
const image = 'localhost/hubtwin:test';
const limitMiB = 150;
const repository = fileURLToPath(new URL('../../', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'hubtwin-image-'));
const buildah = createBuildah(folder);
try {
  requireTools();
  console.log('Building a base image ...');
  buildBase(buildah, folder, base);
  console.log('Building the image ...');
  buildah('build', '--pull=never', '--file', 'infra/docker/Dockerfile', '--tag', image, repository);
  const opened = openImage(buildah, image);
  const size = opened.sizeOf('hubtwin');
  console.log(`/hubtwin takes ${size} MiB`);
  if (size >= limitMiB) throw new Error(`/hubtwin must take less than ${limitMiB} MiB.`);
  testConfinement(opened);
  await testServices(opened, folder);
  buildah('umount', '--all');
  buildah('rm', '--all');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
