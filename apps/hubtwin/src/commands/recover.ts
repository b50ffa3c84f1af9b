import { type RecoveredSource, type Recovery, recoverDeliveries } from '@hubtwin/replication';
import { openTwin } from '../open-twin.ts';

/** `hubtwin recover [--deep]`: one pass over what GitHub could not deliver, here and now. */
export async function recoverCommand({ deep }: { deep: boolean }): Promise<void> {
  await using twin = await openTwin();
  const { config, database, github } = twin;
  const recovery = await recoverDeliveries({
    database,
    github,
    appId: config.github.app?.id ?? null,
    deep,
    asked: true,
  });
  console.log(describe(recovery));
  const failed = recovery.outcome === 'passed' && recovery.sources.some(({ error }) => error !== null);
  if (failed || recovery.outcome === 'nothing to ask') process.exitCode = 1;
}

function describe(recovery: Recovery): string {
  if (recovery.outcome === 'passed') return recovery.sources.map(describeSource).join('\n');
  if (recovery.outcome === 'running') return 'Another process is at it just now.';
  return 'There is nothing to ask GitHub for: set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY, or a token whose hooks are registered.';
}

function describeSource(found: RecoveredSource): string {
  const { source, read, pages, missed, arrived, redelivered, givenUp, waiting } = found;
  const lines = [
    `${source}: read ${read} attempts (${pages} pages); ${missed} newly missed, ${arrived} arrived, ` +
      `${redelivered} redelivered, ${givenUp} given up, ${waiting} still waited for`,
    ...(found.beyondRetention
      ? ['  GitHub has forgotten deliveries that were missed: a sync is needed.']
      : []),
    ...(found.unreadable === 0 ? [] : [`  ${found.unreadable} listed attempts cannot be read.`]),
    ...(found.error === null ? [] : [`  It ended early: ${found.error.message}`]),
  ];
  return lines.join('\n');
}
