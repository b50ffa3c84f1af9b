import { findProgram } from '@hubtwin/test-kit';

/**
 * Debian's programs that build an image without a registry and without a daemon; installed with apt if they are
 * missing.
 *
 * @throws with the missing requirement if this machine cannot run them.
 */
export function requireTools(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('test:image mounts file systems: run it as root on Debian or Ubuntu.');
  for (const [program, aptPackage] of [
    ['buildah', 'buildah'],
    ['mmdebstrap', 'mmdebstrap'],
    ['unshare', 'util-linux'],
    ['chroot', 'coreutils'],
  ] as const)
    findProgram({ names: [program], aptPackage, hint: `for example: apt-get install ${aptPackage}` });
}
