import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Buildah } from './buildah.ts';

const inspected = z.object({
  OCIv1: z.object({
    config: z.object({
      User: z.string(),
      Env: z.array(z.string()),
      WorkingDir: z.string(),
      Entrypoint: z.array(z.string()),
    }),
  }),
});

/** An image that is unpacked on this machine. */
export interface OpenImage {
  /** The folder of its files. */
  root: string;
  /** MiB that a folder of it takes. */
  sizeOf(path: string): number;
  /**
   * The command line that is equivalent to `docker run --read-only --env … image args`: as the image's user, in its folder,
   * with only its environment, on its read-only files.
   */
  command(args: readonly string[], environment: Record<string, string>): [file: string, args: string[]];
}

// The mounts are of the process alone, and end with it.
const script = `
root=$1 user=$2 folder=$3; shift 3
mount --bind "$root" "$root"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user:$user" "$root" /usr/bin/env --ignore-environment --chdir="$folder" "$@"
`;

export function openImage(buildah: Buildah, image: string): OpenImage {
  const { User, Env, WorkingDir, Entrypoint } = inspected.parse(
    JSON.parse(buildah('inspect', '--type', 'image', image)),
  ).OCIv1.config;
  const root = buildah('mount', buildah('from', '--pull-never', image));
  for (const folder of ['proc', 'dev']) mkdirSync(join(root, folder), { recursive: true });
  return {
    root,
    sizeOf: (path) =>
      Number.parseInt(execFileSync('du', ['-sm', join(root, path)], { encoding: 'utf8' }), 10),
    command: (args, environment) => [
      'unshare',
      [
        ...['--mount', '--propagation', 'private', 'sh', '-euc', script, 'sh'],
        ...[root, User, WorkingDir],
        ...Env,
        ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
        ...Entrypoint,
        ...args,
      ],
    ],
  };
}
