export type { components, operations, paths } from './api-types.generated.ts';
export {
  type Change,
  type ClientOptions,
  createClient,
  type HubtwinClient,
  type ItemOf,
  type ListPath,
} from './create-client.ts';
export type { ChangesOptions, FeedMessage } from './follow-changes.ts';
export { HubtwinError, type Problem } from './hubtwin-error.ts';
