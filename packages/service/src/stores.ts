export { guardFence } from './wiring/guard-fence.ts';
export { openCache } from './wiring/open-cache.ts';
export { openDatabase } from './wiring/open-database.ts';
export { openStores, type Stores } from './wiring/open-stores.ts';
