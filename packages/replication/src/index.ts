export { decodeBody } from './decode-body.ts';
export { type ResourceDefinition, UnusableDeliveryError } from './define-resource.ts';
export { settleDoubts } from './fetch/settle-doubts.ts';
export { importRepository, NoAccessError } from './import/import-repository.ts';
export { listInstallation } from './import/list-installation.ts';
export { type Interpretation, interpretDelivery } from './interpret-delivery.ts';
export { resources } from './resources/index.ts';
export { type Drift, type Probe, probeDrift } from './sync/probe-drift.ts';
export { syncRepository } from './sync/sync-repository.ts';
