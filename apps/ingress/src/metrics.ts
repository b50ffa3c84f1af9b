import type { Counter, Meter } from '@opentelemetry/api';

export interface IngressMetrics {
  received: Counter;
  duplicate: Counter;
  refused: Counter;
}

/** @param heldBytes the bytes of all bodies at the moment. */
export function createIngressMetrics(meter: Meter, heldBytes: () => number): IngressMetrics {
  meter
    .createObservableGauge('webhook_bytes_in_flight', {
      description: 'Bytes of bodies that are arriving or waiting for a commit.',
    })
    .addCallback((result) => result.observe(heldBytes()));
  return {
    received: meter.createCounter('webhook_events_received_total', {
      description: 'Deliveries with a valid signature.',
    }),
    duplicate: meter.createCounter('webhook_events_duplicate_total', {
      description: 'Deliveries whose GUID was already known.',
    }),
    refused: meter.createCounter('webhook_events_refused_total', {
      description: 'Requests answered with 4xx or 5xx.',
    }),
  };
}
