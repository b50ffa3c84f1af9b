import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Buildah } from './buildah.ts';

/**
 * Builds the base image of the Dockerfile without an image registry: from this machine's Debian release, this
 * process's Node, and npm, with the name in the Dockerfile.
 */
export function buildBase(buildah: Buildah, folder: string, image: string): void {
  const root = join(folder, 'base');
  const { VERSION_CODENAME: release = 'stable' } = parseEnv(readFileSync('/etc/os-release', 'utf8'));
  const packages = 'ca-certificates,libstdc++6';
  execFileSync('mmdebstrap', ['--quiet', '--variant=essential', `--include=${packages}`, release, root], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const local = join(root, 'usr/local');
  mkdirSync(join(local, 'bin'), { recursive: true });
  copyFileSync(process.execPath, join(local, 'bin/node'));
  const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
  const modules = join(local, 'lib/node_modules');
  cpSync(dirname(dirname(npm)), join(modules, 'npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'));
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  mkdirSync(join(local, 'etc'), { recursive: true });
  writeFileSync(join(local, 'etc/npmrc'), `registry=${registry}\n`);
  // The image must trust the certificates that this machine trusts.
  copyFileSync('/etc/ssl/certs/ca-certificates.crt', join(root, 'etc/ssl/certs/ca-certificates.crt'));
  appendFileSync(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/sh\n');
  appendFileSync(join(root, 'etc/group'), 'node:x:1000:\n');

  const container = buildah('from', 'scratch');
  buildah('add', container, root, '/');
  buildah('config', '--env', 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt', container);
  buildah('commit', '--rm', container, image);
}
