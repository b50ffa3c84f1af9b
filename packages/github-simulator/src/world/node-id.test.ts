import { expect, test } from 'vitest';
import { nodeId } from './node-id.ts';

test('a node id equals that of GitHub for the same numbers', () => {
  // From the `workflow_job` and `workflow_run` payloads in @octokit/webhooks-examples.
  expect(nodeId('CR', 0, 445_650_657, 14_541_957_942)).toBe('CR_kwDOGpAW4c8AAAADYsSrNg');
  expect(nodeId('WFR', 2, 396_980_812, 1_589_141_559)).toBe('WFR_kwLOF6lyTM5euGA3');
});
