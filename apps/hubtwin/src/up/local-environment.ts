import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith } from '@hubtwin/config';
import { z } from 'zod';

const variables = z.record(z.string(), z.string());
const fileOf = (home: string) => join(home, 'environment.json');

/** Notes what `hubtwin up` runs its services with, for the other commands; only its owner may read it. */
export function noteEnvironment(home: string, environment: Record<string, string>): void {
  writeFileSync(fileOf(home), `${JSON.stringify(environment, null, 2)}\n`, { mode: 0o600 });
}

/** This process's environment; what it does not set is as the last `hubtwin up` here had it. */
export function localEnvironment(): NodeJS.ProcessEnv {
  const file = fileOf(join(process.cwd(), '.hubtwin'));
  return environmentWith(existsSync(file) ? variables.parse(JSON.parse(readFileSync(file, 'utf8'))) : {});
}
