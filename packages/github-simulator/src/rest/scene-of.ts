import { fullNameOf } from '../world/full-name.ts';
import type { Scene } from '../world/lookup.ts';
import type { RepositoryCall } from './route.ts';
import { senderOf } from './sender-of.ts';

/** The repository and actor of a call, as commands expect them. */
export function sceneOf({ context, viewer, repository }: RepositoryCall): Scene {
  return { repository: fullNameOf(repository), by: senderOf(context.world, viewer) };
}
