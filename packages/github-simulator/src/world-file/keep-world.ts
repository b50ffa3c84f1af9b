import { renameSync, writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import type { Attempt } from '../delivery/create-deliverer.ts';
import type { World } from '../world/create-world.ts';
import { type KeptWorld, worldFormat } from './kept-world.ts';

const everyMs = 2_000;
/** Writing takes at most a twentieth of the time. */
const restPerWriting = 20;

/** Writes a world to a file every few seconds if it changed. Disposing writes it a last time. */
export function keepWorld(file: string, world: World, attempts: () => readonly Attempt[]): Disposable {
  let written = '';
  let nextAt = 0;
  const write = (isComplete: boolean) => {
    const started = performance.now();
    const kept: KeptWorld = { format: worldFormat, isComplete, world: world.save(), attempts: attempts() };
    // Renamed when it is complete, so that a crash never leaves a partial file.
    writeFileSync(`${file}.new`, serialize(kept), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    nextAt = performance.now() + restPerWriting * (performance.now() - started);
  };
  const writeWhenChanged = () => {
    const now = `${world.changes}/${attempts().at(-1)?.record.id}`;
    if (now === written || performance.now() < nextAt) return;
    written = now;
    write(false);
  };
  // Before any delivery: ids that are assigned from now on are not assigned again.
  write(false);
  const timer = setInterval(writeWhenChanged, everyMs);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      write(true);
    },
  };
}
