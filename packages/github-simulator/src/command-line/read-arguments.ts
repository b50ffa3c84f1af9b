import { parseArgs } from 'node:util';
import type { StartOptions } from '../start-simulator.ts';
import { UsageError } from './usage-error.ts';

const options = {
  port: { type: 'string', default: '3002' },
  host: { type: 'string', default: '127.0.0.1' },
  url: { type: 'string' },
  'webhook-url': { type: 'string' },
  'webhook-secret': { type: 'string' },
  'control-token': { type: 'string' },
  seed: { type: 'string', default: '1' },
  organisation: { type: 'string' },
  repositories: { type: 'string', default: '0' },
  scenario: { type: 'string', default: 'demo' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Parses the command line; null for `--help`.
 *
 * @throws UsageError with the argument that is unknown or invalid.
 */
export function readArguments(args: string[]): (StartOptions & { host: string }) | null {
  const values = parse(args);
  if (values.help) return null;
  const { scenario, organisation } = values;
  if (scenario !== 'demo' && scenario !== 'quiet') {
    throw new UsageError(`--scenario must be demo or quiet, not ${scenario}`);
  }
  if (organisation !== undefined && !/^[a-z\d](-?[a-z\d]){0,38}$/i.test(organisation)) {
    throw new UsageError('--organisation must be letters, digits and single hyphens, as logins are');
  }
  const url = readUrl('--url', values.url);
  const webhookUrl = readUrl('--webhook-url', values['webhook-url']);
  const webhookSecret = values['webhook-secret'];
  const controlToken = values['control-token'];
  if (controlToken !== undefined && !/^[\x21-\x7e]{16,}$/.test(controlToken)) {
    throw new UsageError('--control-token must be at least 16 printable characters without spaces');
  }
  return {
    port: readNumber('--port', values.port, 65_535),
    host: values.host,
    seed: readNumber('--seed', values.seed, Number.MAX_SAFE_INTEGER),
    scenario,
    population: { repositories: readNumber('--repositories', values.repositories, 100_000) },
    ...(organisation !== undefined && { organisation }),
    ...(url !== undefined && { url: url.replace(/(?<!\/)\/+$/, '') }),
    ...(webhookUrl !== undefined && { webhookUrl }),
    ...(webhookSecret !== undefined && { webhookSecret }),
    ...(controlToken !== undefined && { controlToken }),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UsageError(reason, { cause: error });
  }
}

function readNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max) {
    throw new UsageError(`${name} must be an integer up to ${max}, not ${text}`);
  }
  return value;
}

function readUrl(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new UsageError(`${name} must be an http or https URL, not ${text}`);
  }
  return text;
}
