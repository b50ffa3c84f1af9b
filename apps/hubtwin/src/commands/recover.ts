import { type RecoveredSource, type Recovery, recoverDeliveries } from '@hubtwin/replication';
import { openTwin } from '../open-twin.ts';

/** `hubtwin recover [--deep]`: runs one recovery pass in this process. */
export async function recoverCommand({ deep }: { deep: boolean }): Promise<void> {
  await using twin = await openTwin();
  const { config, database, github } = twin;
  const recovery = await recoverDeliveries({
    database,
    github,
    appId: config.github.app?.id ?? null,
    deep,
    requested: true,
  });
  console.log(describe(recovery));
  const failed = recovery.outcome === 'passed' && recovery.sources.some(({ error }) => error !== null);
  if (failed || recovery.outcome === 'no source') process.exitCode = 1;
}

function describe(recovery: Recovery): string {
  if (recovery.outcome === 'passed') return recovery.sources.map(describeSource).join('\n');
  if (recovery.outcome === 'running') return 'Another process is running a recovery.';
  return 'No hook can be checked: set GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY, or a token whose hooks are registered.';
}

function describeSource(found: RecoveredSource): string {
  const { source, read, pages, missed, arrived, redelivered, givenUp, waiting } = found;
  const lines = [
    `${source}: read ${read} attempts (${pages} pages); ${missed} newly missed, ${arrived} arrived, ` +
      `${redelivered} redelivered, ${givenUp} given up, ${waiting} pending`,
    ...(found.beyondRetention ? ['  GitHub has discarded missed deliveries: run a sync.'] : []),
    ...(found.unreadable === 0 ? [] : [`  ${found.unreadable} listed attempts cannot be read.`]),
    ...(found.error === null ? [] : [`  It ended early: ${found.error.message}`]),
  ];
  return lines.join('\n');
}
