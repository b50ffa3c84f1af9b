import { startTelemetry } from '@hubtwin/telemetry';
import { createJourneys, type Journey } from '../github/create-journeys.ts';
import { manyRoutes, oneRoute } from '../github/gets.ts';
import { measureGate } from '../github/measure-gate.ts';
import { startSimulatedGitHub } from '../github/start-simulated-github.ts';
import { atMost, type BenchResult, compare, compareDifference } from '../result.ts';

const rounds = 3;
const spread = manyRoutes(2_000);
// More than the 900 points of an endpoint per minute: the rest must wait for the next.
const crowd = oneRoute(1_200);

/**
 * Our client compared with Octokit with its own throttling and retries, against a GitHub with GitHub's limits and a
 * latency of 50 ms; and the overhead of our gate for a lone request.
 */
export async function githubSuite(): Promise<BenchResult[]> {
  await using telemetry = await startTelemetry('bench', { logLevel: 'silent' });
  const gate = await measureGate(telemetry);
  await using github = await startSimulatedGitHub();
  const journeys = createJourneys(github, telemetry);
  const ours: Journey[] = [];
  const octokit: Journey[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await journeys.ours(spread));
    octokit.push(await journeys.octokit(spread));
  }
  // Both wait most of the time, and do not slow each other down.
  const [oursInCrowd, octokitInCrowd] = await Promise.all([journeys.ours(crowd), journeys.octokit(crowd)]);

  const { plain, postgres, redis, crowded, commands } = gate;
  return [
    ...sideBySide('2,000 GETs of four routes', { ours, octokit, slower: 1 }),
    // Clients do not know when GitHub's minute starts: ours waits until any minute is within the limit.
    ...sideBySide('1,200 GETs of one route', {
      ours: [oursInCrowd],
      octokit: [octokitInCrowd],
      slower: 1.1,
    }),
    compareDifference('github', 'added to a lone request, budget in Postgres', {
      ours: postgres,
      beside: plain,
      limit: 1.5,
      unit: 'ms',
    }),
    compareDifference('github', 'added to each of 64 requests at once, budget in Postgres', {
      ours: crowded.postgres,
      beside: crowded.plain,
      limit: 1.5,
      unit: 'ms',
    }),
    compareDifference('github', 'added to a lone request, budget in Redis', {
      ours: redis,
      beside: plain,
      limit: 1,
      unit: 'ms',
    }),
    atMost('github', 'round trips to Redis for a request', { ours: commands, limit: 2, unit: '' }),
  ];
}

function sideBySide(
  what: string,
  { ours, octokit, slower }: { ours: Journey[]; octokit: Journey[]; slower: number },
): BenchResult[] {
  const all = (journeys: Journey[], figure: keyof Journey) => journeys.map((journey) => journey[figure]);
  const total = (journeys: Journey[], figure: keyof Journey) =>
    all(journeys, figure).reduce((sum, value) => sum + value, 0);
  const name = `${what} beside Octokit with throttling and retry`;
  return [
    compare('github', `${name}: wall time`, {
      ours: all(ours, 'seconds'),
      beside: all(octokit, 'seconds'),
      max: slower,
      unit: 's',
    }),
    compare('github', `${name}: requests sent`, {
      ours: all(ours, 'sent'),
      beside: all(octokit, 'sent'),
      max: 1,
      unit: '',
    }),
    ...(['refused', 'failed'] as const).map((figure) =>
      atMost('github', `${name}: ${figure === 'refused' ? '403 and 429 received' : 'never answered'}`, {
        ours: total(ours, figure),
        beside: total(octokit, figure),
        limit: 0,
        unit: '',
      }),
    ),
  ];
}
