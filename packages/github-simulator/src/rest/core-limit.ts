import { canSee } from '../world/can-see.ts';
import type { World } from '../world/create-world.ts';
import type { Repository } from '../world/model.ts';

/**
 * The hourly limit: 5,000 for an installation, plus 50 for each repository and each user beyond 20, up to 12,500; 5,000
 * for a user; 60 for an address without a token.
 *
 * It is needed for every request, so it is cached until something changes.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function createCoreLimit(world: World): (payer: string) => number {
  const known = new Map<string, { changes: number; limit: number }>();
  return (payer) => {
    const [kind, id] = payer.split(':');
    if (kind === 'address') return 60;
    if (kind !== 'installation') return 5_000;
    const last = known.get(payer);
    if (last?.changes === world.changes) return last.limit;
    const limit = limitOf(world, Number(id));
    known.set(payer, { changes: world.changes, limit });
    return limit;
  };
}

function limitOf(world: World, id: number): number {
  const installation = world.installations.get(id);
  const isSeen = (repository: Repository) => installation !== undefined && canSee(installation, repository);
  const repositories = world.repositories.values().filter(isSeen).toArray().length;
  const users = world.accounts
    .values()
    .filter(({ type }) => type === 'User')
    .toArray().length;
  const beyond = Math.max(0, repositories - 20) + Math.max(0, users - 20);
  return Math.min(12_500, 5_000 + 50 * beyond);
}
