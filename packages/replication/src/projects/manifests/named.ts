import type { Dependency } from '@hubtwin/database';

/** A dependency, before it is known which file names it. */
export type Named = Pick<Dependency, 'name' | 'requirement' | 'kind'>;
