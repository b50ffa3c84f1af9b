import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith } from '@hubtwin/config';
import { OperatorError } from '@hubtwin/service';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { writeFileWhole } from './write-file-whole.ts';

const variables = z.record(z.string(), z.string());
const fileOf = (home: string) => join(home, 'environment.json');

/** Stores the environment of the services of `hubtwin up` for the other commands; only its owner may read it. */
export function recordEnvironment(home: string, environment: Record<string, string>): void {
  writeFileWhole(fileOf(home), `${JSON.stringify(environment, null, 2)}\n`);
}

/**
 * This process's environment; unset variables have the values of the last `hubtwin up` here.
 *
 * @throws OperatorError if the stored values cannot be read.
 */
export function localEnvironment(): NodeJS.ProcessEnv {
  const file = fileOf(join(process.cwd(), '.hubtwin'));
  if (!existsSync(file)) return environmentWith({});
  const read = variables.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!read.success) throw new OperatorError(`${file} is damaged; run hubtwin up here to write it again.`);
  return environmentWith(read.data);
}
