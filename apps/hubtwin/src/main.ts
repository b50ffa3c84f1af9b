import { runProcess } from '@hubtwin/service';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

const usageExitCode = 2;

await runProcess(async () => {
  const program = createProgram();
  if (process.argv.length <= 2) return program.outputHelp();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof UsageError) console.error(error.message);
    else if (!(error instanceof CommanderError)) throw error;
    // Help that was asked for is no fault.
    if (!(error instanceof CommanderError) || error.exitCode !== 0) process.exitCode = usageExitCode;
  }
});
