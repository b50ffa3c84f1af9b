import { type RecoveredSource, recoverDeliveries } from '@hubtwin/replication';
import { waitFor } from '@hubtwin/test-kit';
import { type SimulatedGitHub, startSimulatedGitHub } from './simulated-github.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';
import { startWorker, type TestWorker } from './start-worker.ts';

const attempts = 'POST /app/hook/deliveries/:delivery_id/attempts';

/** A simulated GitHub with an installed App, an inbox that receives from it, and a worker that is not started. */
export interface RecoveryScene extends AsyncDisposable {
  github: SimulatedGitHub;
  receiver: Receiver;
  worker: TestWorker;
  /** Opens that many issues. @returns the GUIDs, once GitHub has tried to deliver them. */
  openIssues(count: number): Promise<string[]>;
  /** For GitHub, and for the inbox. */
  secondsPass(seconds: number): Promise<void>;
  /** Runs a requested pass. @returns the result of each hook. */
  recover(options?: { deep?: boolean; signal?: AbortSignal }): Promise<RecoveredSource[]>;
  /** The GUIDs that GitHub lists and the inbox does not have. */
  missing(): Promise<string[]>;
  /** Waits until the inbox has all that GitHub lists. */
  allArrive(): Promise<void>;
  /** The number of requests for lists and redeliveries since the last call. */
  requests(): { lists: number; redeliveries: number };
}

export async function setRecoveryScene(
  options: { environment?: (github: SimulatedGitHub) => Record<string, string> } = {},
): Promise<RecoveryScene> {
  await using owned = new AsyncDisposableStack();
  const receiver = owned.use(await startReceiver());
  const github = owned.use(await startSimulatedGitHub({ webhookUrl: receiver.url }));
  const environment = options.environment?.(github) ?? github.environment;
  const worker = owned.use(await startWorker({ environment }));
  const { pool } = worker.connection;
  receiver.pool = pool;
  const { commands } = github.simulator;
  for (const each of commands.install({ by: 'ada-okafor' }).deliveries) await github.deliverer.deliver(each);
  let shift = 0;

  async function missing(): Promise<string[]> {
    const { rows } = await pool.query<{ guid: string }>(
      `select guid from unnest($1::uuid[]) as listed (guid)
        where not exists (select from webhook_deliveries as d where d.guid = listed.guid)`,
      [[...new Set(github.deliverer.records().map(({ guid }) => guid))]],
    );
    return rows.map(({ guid }) => guid);
  }

  const disposal = owned.move();
  return {
    github,
    receiver,
    worker,
    missing,
    async openIssues(count) {
      const issue = { repository: 'storefront', by: 'ada-okafor', title: 'Reported' };
      const guids: string[] = [];
      for (let n = 0; n < count; n++) {
        for (const each of commands.openIssue(issue).deliveries) {
          guids.push((await github.deliverer.deliver(each)).guid);
        }
      }
      return guids;
    },
    async secondsPass(seconds) {
      shift += seconds * 1_000;
      github.simulator.shiftTime(shift);
      for (const update of [
        'missed_deliveries set redelivered_at = redelivered_at',
        'webhook_deliveries set received_at = received_at',
      ]) {
        await pool.query(`update ${update} - make_interval(secs => $1)`, [seconds]);
      }
    },
    async recover(overrides = {}) {
      const { config, database, github: client } = worker.context;
      const appId = config.github.app?.id ?? null;
      const options = { database, github: client, appId, requested: true, arrivalMs: 500, ...overrides };
      const recovery = await recoverDeliveries(options);
      if (recovery.outcome !== 'passed') throw new Error(`no pass: ${recovery.outcome}`);
      return recovery.sources;
    },
    allArrive: () =>
      waitFor('all that GitHub lists', async () => (await missing()).length === 0).then(() => {}),
    requests() {
      const { log } = github.rest;
      const counts = {
        lists: log.list().filter(({ route }) => route?.match(/^GET .*deliveries$/)).length,
        redeliveries: log.list({ route: attempts }).length,
      };
      log.clear();
      return counts;
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  };
}
