import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '@hubtwin/config';

/** Runs buildah with a separate storage, without a daemon. @returns its output. */
export type Buildah = (...args: string[]) => string;

/** @param folder contains the images; removing it removes them. */
export function createBuildah(folder: string): Buildah {
  const storage = [
    ...['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')],
    // Copies layers instead of mounting them, which not every machine allows.
    ...['--storage-driver', 'vfs'],
  ];
  return (...args) => {
    try {
      return execFileSync('buildah', [...storage, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 64 * 1_048_576,
        env: childEnvironment({ BUILDAH_ISOLATION: 'chroot' }),
      }).trim();
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`buildah ${args.join(' ')}:\n${stdout}${stderr}`, { cause: error });
    }
  };
}
