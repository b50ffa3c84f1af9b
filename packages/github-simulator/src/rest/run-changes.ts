import { runCommand } from '../commands/run-command.ts';
import type { Fault } from './faults.ts';
import type { RestContext } from './route.ts';

/**
 * Runs the commands of faults that change the world while it is read.
 *
 * @returns for the log, the commands that failed; null if none did.
 */
export function runChanges({ commands, run }: RestContext, met: readonly Fault[]): string | null {
  const refusals: string[] = [];
  for (const fault of met) {
    if (fault.kind !== 'changes') continue;
    try {
      run(runCommand(commands, fault.command, fault.input));
    } catch (error) {
      refusals.push(`changes: ${String(error)}`);
    }
  }
  return refusals.join('; ') || null;
}
