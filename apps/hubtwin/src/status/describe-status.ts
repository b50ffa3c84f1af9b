import { formatColumns } from '../format-columns.ts';
import type { Status } from './read-status.ts';

/** The status as tables in plain text. */
export function describeStatus(status: Status): string {
  const { deliveries: d, coverage, drift, budget } = status;
  const ended = d.processed + d.ignored;
  const rows: (readonly [string, string])[] = [
    [
      'Deliveries, last hour',
      `${d.total} received: ${ended} processed, ${d.failed} failed, ${d.parked} parked, ${d.received + d.processing} waiting`,
    ],
    ['Lag', status.lagSeconds === 0 ? 'no delivery waits' : `${status.lagSeconds.toFixed(1)} s`],
    [
      'Coverage',
      `${coverage.covered} of ${coverage.autoSynced} repositories synced in time, the last ${ago(status.at, coverage.lastSyncAt)}`,
    ],
    [
      'Drift',
      drift === null
        ? 'not sampled yet'
        : `${drift.different} of ${drift.checked} objects differed ${ago(status.at, new Date(drift.at))}`,
    ],
  ];
  const sections = [
    formatColumns(rows),
    section('Services', status.services, ({ name, url, isReachable }) => [
      name,
      isReachable ? 'answers' : 'does not answer',
      url,
    ]),
    status.queues === null
      ? 'Queues\n  the queue store does not answer'
      : section('Queues', status.queues, ({ name, waiting, active, delayed, failed }) => [
          name,
          waiting,
          'waiting',
          active,
          'active',
          delayed,
          'delayed',
          failed,
          'failed',
        ]),
    section('Last syncs', status.syncs, (job) => [
      job.id,
      job.type,
      job.status,
      `${job.repositoriesProcessed} repositories`,
      `${job.errorsCount} errors`,
      ago(status.at, job.completedAt ?? job.createdAt),
    ]),
    section(
      `Budget: ${budget.status}`,
      budget.limits,
      ({ credential, resource, limit, used, resetAt, closedUntil }) => [
        credential,
        resource,
        limit === null ? 'no limit' : `${limit - used} of ${limit} left`,
        resetAt === null ? '' : `until ${resetAt.toISOString()}`,
        closedUntil === null ? '' : `closed until ${closedUntil.toISOString()}`,
      ],
    ),
  ];
  return sections.join('\n\n');
}

function section<T>(title: string, items: readonly T[], row: (item: T) => (string | number)[]): string {
  return `${title}\n${items.length === 0 ? '  none' : formatColumns(items.map(row))}`;
}

function ago(now: Date, then: Date | null): string {
  if (then === null) return 'never';
  const seconds = Math.max(0, Math.round((now.getTime() - then.getTime()) / 1_000));
  if (seconds < 120) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}
