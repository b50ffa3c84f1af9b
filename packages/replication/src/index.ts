export { decodeBody } from './decode-body.ts';
export { UnusableDeliveryError, type ResourceDefinition } from './define-resource.ts';
export { type Interpretation, interpretDelivery } from './interpret-delivery.ts';
export { resources } from './resources/index.ts';
