import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { highestStarts } from '../world/identifiers.ts';
import type { SavedWorld } from '../world/world-options.ts';
import { incompleteName } from './incomplete-name.ts';
import { type KeptWorld, worldFormat } from './kept-world.ts';

/** Increment of numbers after a crash: more than could be used in the time that the file lacks. */
const gap = 1_000;

/**
 * Reads the world of a file; undefined if it does not exist.
 *
 * If its process was killed, the last moments are missing, as on a GitHub that was restored from a backup: numbers and
 * ids continue beyond those that may have been assigned since, so that no two objects share one.
 *
 * @throws if it was written by a simulator with another format.
 */
export function readWorldFile(file: string): Pick<KeptWorld, 'world' | 'attempts'> | undefined {
  const found = [file, incompleteName(file)].find(existsSync);
  if (found === undefined) return undefined;
  const kept: KeptWorld = deserialize(readFileSync(found));
  if (kept.format !== worldFormat) {
    throw new Error(
      `${file} is of another version of the simulated GitHub. Remove its folder to start a new demo.`,
    );
  }
  if (!kept.isComplete || found !== file) advance(kept.world);
  return kept;
}

function advance(world: SavedWorld): void {
  const { lastIds, truth } = world;
  // The first id of a kind may have been assigned since, at any distance.
  for (const [kind, highest] of highestStarts) lastIds.set(kind, (lastIds.get(kind) ?? highest) + 40 * gap);
  for (const repository of truth.repositories.values()) {
    repository.lastNumber += gap;
    repository.lastMilestone += gap;
    for (const workflow of repository.workflows) workflow.lastRunNumber += gap;
  }
  const fresh = randomBytes(16);
  world.random = [fresh.readInt32LE(0), fresh.readInt32LE(4), fresh.readInt32LE(8), fresh.readInt32LE(12)];
}
