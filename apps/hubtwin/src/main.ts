import { runProcess } from '@hubtwin/service';
import { CommanderError } from 'commander';
import { printJson } from './print-json.ts';
import { createProgram } from './program.ts';
import { toCommandError } from './to-command-error.ts';

await runProcess(async () => {
  const program = createProgram();
  if (process.argv.length <= 2) return program.outputHelp();
  try {
    await program.parseAsync();
  } catch (error) {
    // Requested help is not an error.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const { createRedactor } = await import('@hubtwin/telemetry');
    const redact = createRedactor([]);
    const { code, message, remedy, exitCode } = toCommandError(error);
    process.exitCode = exitCode;
    if (process.argv.includes('--json')) printJson({ error: { code, message: redact(message), remedy } });
    // Commander has said it already.
    else if (!(error instanceof CommanderError))
      console.error(redact(remedy === null ? message : `${message} → ${remedy}`));
  }
});
