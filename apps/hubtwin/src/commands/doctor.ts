import { join } from 'node:path';
import { localApp } from '../app/local-app.ts';
import type { Check } from '../doctor/check.ts';
import { diagnose } from '../doctor/diagnose.ts';
import { guardCheck } from '../doctor/guard-check.ts';
import { printJson } from '../print-json.ts';
import { localEnvironment } from '../up/local-environment.ts';

const marks: Record<Check['outcome'], string> = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' };

/** `hubtwin doctor`: checks everything that Hubtwin needs; the exit code is 1 if a check failed. */
export async function doctorCommand({ json }: { json: boolean }): Promise<void> {
  const home = join(process.cwd(), '.hubtwin');
  const checks = await guardCheck('.hubtwin', () =>
    diagnose({ environment: { ...localApp(home), ...localEnvironment() }, home }),
  );
  if (json) printJson(checks);
  else console.log(checks.map(describe).join('\n'));
  if (checks.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
}

const describe = ({ name, outcome, message, remedy }: Check) =>
  `${marks[outcome]}  ${name}: ${message}${remedy === null ? '' : `\n         → ${remedy}`}`;
