import type { Sort } from '../representation.ts';

export const byId: Sort = { column: 'id', type: 'number' };
export const byTime = (column: string): Sort => ({ column, type: 'time', isNullable: true });
