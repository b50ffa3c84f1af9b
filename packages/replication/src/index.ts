export { decodeBody } from './decode-body.ts';
export { type ResourceDefinition, UnusableDeliveryError } from './define-resource.ts';
export { settleDoubts } from './fetch/settle-doubts.ts';
export { type Interpretation, interpretDelivery } from './interpret-delivery.ts';
export { lastRecovery, type Recovery, recoverDeliveries } from './recovery/recover-deliveries.ts';
export type { RecoveredSource } from './recovery/recover-source.ts';
export { resources } from './resources/index.ts';
