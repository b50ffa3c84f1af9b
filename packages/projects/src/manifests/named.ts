import type { Dependency } from '@hubtwin/database';

/** A dependency without the path of its file. */
export type Named = Pick<Dependency, 'name' | 'requirement' | 'kind'>;
