import { operationsOf } from '../mirrored/mirrored-routes.ts';

/** Lists across all repositories that the key may see. */
export const across = operationsOf(true);
