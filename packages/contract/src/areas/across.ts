import { operationsOf } from '../mirrored/mirrored-routes.ts';

/** Lists across all repositories that the key can access. */
export const across = operationsOf(true);
