import { fullNameOf } from '../world/full-name.ts';
import type { Scene } from '../world/lookup.ts';
import type { RepositoryCall } from './route.ts';
import { senderOf } from './sender-of.ts';

/** Where a call acts, and as whom, as commands want to know it. */
export function sceneOf({ context, viewer, repository }: RepositoryCall): Scene {
  return { repository: fullNameOf(repository), by: senderOf(context.world, viewer) };
}
