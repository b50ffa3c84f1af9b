import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestFolder } from '@hubtwin/test-kit';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/run.mjs', import.meta.url));
const warning =
  '[WARN] Unsupported engine for vitest@5.1.1: wanted: {"node":"^24"} (current: {"node":"20.20.2"})';

/** What the installation prints where pnpm prints and returns this. */
function install(printed: string, code: number): { output: string; status: number | null } {
  const folder = createTestFolder('install');
  for (const name of ['scripts', 'node_modules', 'bin']) mkdirSync(join(folder, name));
  cpSync(script, join(folder, 'scripts/run.mjs'));
  writeFileSync(join(folder, 'pnpm-lock.yaml'), '');
  const npx = join(folder, 'bin/npx');
  writeFileSync(npx, `#!/bin/sh\ncat <<'END'\n${printed}\nEND\nexit ${code}\n`);
  chmodSync(npx, 0o755);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(folder, 'scripts/run.mjs'), 'install'],
    { encoding: 'utf8', env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` } },
  );
  rmSync(folder, { recursive: true });
  return { output: stdout + stderr, status };
}

test('an installation prints one line; one that fails prints why, without warnings about the Node that installs', () => {
  const printed = `${warning}\nPackages: +454\nProgress: resolved 454, reused 454, downloaded 0, added 454, done`;
  expect(install(printed, 0)).toEqual({
    output: 'Installing dependencies (once for each lockfile) ...\n',
    status: 0,
  });
  const failed = install(`${warning}\nERR_PNPM_OUTDATED_LOCKFILE: it is not up to date`, 1);
  expect(failed.status).toBe(1);
  expect(failed.output).toContain('ERR_PNPM_OUTDATED_LOCKFILE');
  expect(failed.output).toContain('Installing failed');
  expect(failed.output).not.toContain('Unsupported engine');
});
