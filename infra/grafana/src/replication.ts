import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

export const replication = dashboard({
  uid: 'replication',
  title: 'replication',
  description: 'Accuracy of the twin, and the syncs that maintain it.',
  panels: [
    number({
      title: 'Sync overdue',
      description: 'Of the most overdue repository.',
      unit: 's',
      queries: [['max(repository_sync_overdue_seconds)', 'overdue']],
    }),
    number({
      title: 'Staleness',
      description: 'Of the resource that was verified the longest ago.',
      unit: 's',
      queries: [['max(replication_staleness_seconds)', 'staleness']],
    }),
    number({
      title: 'Objects that differ',
      description: 'Of the last sample; they were corrected when they were found.',
      unit: 'short',
      queries: [['sum(max by (resource) (replication_drift_objects))', 'objects']],
    }),
    number({
      title: 'Changed repositories',
      description: 'Found by the last probe of each installation.',
      unit: 'short',
      queries: [['sum(max by (installation) (replication_drifted_repositories))', 'repositories']],
    }),
    graph({
      title: 'Staleness by resource',
      description: 'Time since a resource was last verified against GitHub.',
      unit: 's',
      queries: [['max by (resource) (replication_staleness_seconds)', '{{resource}}']],
    }),
    graph({
      title: 'Drift by resource',
      description: 'Objects of the last sample that differed from GitHub.',
      unit: 'short',
      queries: [['max by (resource) (replication_drift_objects)', '{{resource}}']],
    }),
    graph({
      title: 'Imports and syncs',
      description: 'Imported and synced repositories, by type and status.',
      unit: 'ops',
      queries: [
        ['sum by (type, status) (rate(repository_sync_total[$__rate_interval]))', '{{type}} {{status}}'],
      ],
    }),
    graph({
      title: 'Time for a repository',
      description: 'Of imports and syncs.',
      unit: 's',
      queries: [
        [
          'histogram_quantile(0.95, sum by (le, job) (rate(repository_sync_duration_seconds_bucket[$__rate_interval])))',
          '{{job}} p95',
        ],
      ],
    }),
    graph({
      title: 'Refetches',
      description: 'Objects that must be refetched, by reason, and those whose refetch is complete.',
      unit: 'ops',
      queries: [
        ['sum by (reason) (rate(replication_uncertain_objects_total[$__rate_interval]))', '{{reason}}'],
        ['sum(rate(replication_settled_objects_total[$__rate_interval]))', 'settled'],
      ],
    }),
    graph({
      title: 'Projects',
      description: 'Projects whose files were checked, by outcome.',
      unit: 'ops',
      queries: [['sum by (outcome) (rate(projects_processed_total[$__rate_interval]))', '{{outcome}}']],
    }),
  ],
});
