import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

const quantile = (q: number, metric: string) =>
  `histogram_quantile(${q}, sum by (le) (rate(${metric}_bucket[$__rate_interval])))`;
const mean = (metric: string) =>
  `sum(rate(${metric}_sum[$__rate_interval])) / sum(rate(${metric}_count[$__rate_interval]))`;

export const ingest = dashboard({
  uid: 'ingest',
  title: 'ingest',
  description: 'Deliveries of GitHub, from receipt to rows.',
  panels: [
    number({
      title: 'Ingress processes',
      description: 'Processes that accept deliveries.',
      unit: 'short',
      queries: [['sum(up{job="ingress"})', 'up']],
    }),
    number({
      title: 'Parked deliveries',
      description: 'Failed at every attempt; they wait for a person.',
      unit: 'short',
      queries: [['max(webhook_deliveries_parked)', 'parked']],
    }),
    number({
      title: 'Lag, 99 of 100',
      description: 'From the receipt of a delivery to its rows.',
      unit: 's',
      queries: [[quantile(0.99, 'webhook_lag_seconds'), 'p99']],
    }),
    number({
      title: 'Last recovery pass',
      description: "Time since the last pass over GitHub's list of deliveries.",
      unit: 's',
      queries: [['max(webhook_recovery_age_seconds)', 'age']],
    }),
    graph({
      title: 'Received',
      description: 'Deliveries with a valid signature.',
      unit: 'reqps',
      queries: [['sum by (event) (rate(webhook_events_received_total[$__rate_interval]))', '{{event}}']],
    }),
    graph({
      title: 'Processed and failed',
      description: 'Deliveries applied or ignored, and attempts that failed.',
      unit: 'reqps',
      queries: [
        ['sum(rate(webhook_events_processed_total[$__rate_interval]))', 'processed'],
        ['sum(rate(webhook_events_failed_total[$__rate_interval]))', 'failed'],
      ],
    }),
    graph({
      title: 'Lag',
      description: 'From the receipt of a delivery to its rows.',
      unit: 's',
      queries: [
        [quantile(0.5, 'webhook_lag_seconds'), 'p50'],
        [quantile(0.99, 'webhook_lag_seconds'), 'p99'],
        [mean('webhook_lag_seconds'), 'mean'],
      ],
    }),
    graph({
      title: 'Processing time',
      description: 'Of a job with up to 64 deliveries.',
      unit: 's',
      queries: [
        [quantile(0.99, 'webhook_processing_duration_seconds'), 'p99'],
        [mean('webhook_processing_duration_seconds'), 'mean'],
      ],
    }),
    graph({
      title: 'Refused',
      description: 'Refused requests. `signature`: a wrong secret; `unavailable`: Postgres is unavailable.',
      unit: 'reqps',
      queries: [['sum by (reason) (rate(webhook_events_refused_total[$__rate_interval]))', '{{reason}}']],
    }),
    graph({
      title: 'Duplicates and recovery',
      description: 'Deliveries with a known GUID, and those that GitHub could not deliver.',
      unit: 'reqps',
      queries: [
        ['sum(rate(webhook_events_duplicate_total[$__rate_interval]))', 'duplicates'],
        ['sum(rate(webhook_deliveries_missed_total[$__rate_interval]))', 'missed'],
        ['sum(rate(webhook_deliveries_redelivered_total[$__rate_interval]))', 'redelivered'],
        ['sum(rate(webhook_deliveries_given_up_total[$__rate_interval]))', 'given up'],
      ],
    }),
  ],
});
