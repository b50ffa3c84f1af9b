import { setTimeout as sleep } from 'node:timers/promises';
import type { NpmStart } from './start-npm.ts';

const ctrlC = '\u0003';

/** How people and supervisors stop `npm start`. */
export const waysToStop = {
  'Ctrl-C in the terminal': ({ type }: NpmStart) => type(ctrlC),
  'SIGTERM to npm': ({ pid }: NpmStart) => process.kill(pid, 'SIGTERM'),
  'SIGTERM to its process group': ({ pid }: NpmStart) => process.kill(-pid, 'SIGTERM'),
  'closing the terminal': ({ close }: NpmStart) => close(),
  'repeated Ctrl-C': async ({ type }: NpmStart) => {
    for (let press = 0; press < 12; press++) {
      type(ctrlC);
      await sleep(300);
    }
  },
} as const;

export type WayToStop = keyof typeof waysToStop;

/** The result of a stop. */
export interface Stop {
  /** Time until no process was left, or until the timeout. */
  ms: number;
  /** Command lines of the remaining processes. */
  left: string[];
  /** npm's exit code as a shell reports it: above 128 for a signal; undefined if npm still runs. */
  exitCode: number | undefined;
}

/** Stops it in the given way, and waits at most `withinMs` until all its processes have ended. */
export async function stopNpm(up: NpmStart, way: WayToStop, withinMs = 10_000): Promise<Stop> {
  const started = performance.now();
  const ms = () => performance.now() - started;
  await waysToStop[way](up);
  while (up.processes().length > 0 && ms() < withinMs) await sleep(50);
  const took = ms();
  const left = up.processes().map(({ pid, command }) => `${pid} ${command}`);
  const ended = await Promise.race([up.exited, sleep(500, undefined)]);
  return { ms: took, left, exitCode: ended === undefined ? ended : shellCode(ended) };
}

const shellCode = ({ exitCode, signal = 0 }: { exitCode: number; signal?: number }) =>
  signal === 0 ? exitCode : 128 + signal;
