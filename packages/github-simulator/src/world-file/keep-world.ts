import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import type { Attempt } from '../delivery/create-deliverer.ts';
import type { World } from '../world/create-world.ts';
import { incompleteName } from './incomplete-name.ts';
import { type KeptWorld, worldFormat } from './kept-world.ts';

export interface KeepWorldOptions {
  file: string;
  world: World;
  attempts(): readonly Attempt[];
  /** Receives why the world is not stored, once until writing works again. */
  onError(error: Error): void;
}

const everyMs = 2_000;
/** Writing takes at most a twentieth of the time. */
const restPerWriting = 20;

/**
 * Writes a world to a file every few seconds if it changed. Disposing writes it a last time. While the file cannot be
 * written, such as on a full disk, the world continues in memory.
 */
export function keepWorld({ file, world, attempts, onError }: KeepWorldOptions): Disposable {
  let written = '';
  let nextAt = 0;
  let hasFailed = false;
  const write = (isComplete: boolean): boolean => {
    const started = performance.now();
    try {
      const kept: KeptWorld = { format: worldFormat, isComplete, world: world.save(), attempts: attempts() };
      // Renamed when it is complete, so that a crash never leaves a partial file.
      writeFileSync(`${file}.new`, serialize(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      rmSync(incompleteName(file), { force: true });
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) onError(error instanceof Error ? error : new Error(String(error)));
      hasFailed = true;
    }
    nextAt = performance.now() + restPerWriting * (performance.now() - started);
    return !hasFailed;
  };
  const writeWhenChanged = () => {
    const now = `${world.changes}/${attempts().at(-1)?.record.id}`;
    if ((now === written && !hasFailed) || performance.now() < nextAt) return;
    if (write(false)) written = now;
  };
  // Before any delivery: ids that are assigned from now on are not assigned again.
  if (!write(false) && existsSync(file)) renameSync(file, incompleteName(file));
  const timer = setInterval(writeWhenChanged, everyMs);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      write(true);
    },
  };
}
