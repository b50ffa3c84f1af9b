import type { components } from '@octokit/openapi-types';
import type { Runner } from '../../world/model.ts';

const givenLabels: ReadonlySet<string> = new Set([
  'self-hosted',
  'Linux',
  'X64',
  'ARM64',
  'Windows',
  'macOS',
]);

export function runnerShape(runner: Runner): components['schemas']['runner'] {
  const { id, name, os, status, busy, labels, ephemeral, group } = runner;
  return {
    id,
    name,
    os: os.toLowerCase(),
    status,
    busy,
    ephemeral,
    runner_group_id: group.id,
    labels: labels.map((label, n) => ({
      id: n + 1,
      name: label,
      type: givenLabels.has(label) ? 'read-only' : 'custom',
    })),
  };
}
