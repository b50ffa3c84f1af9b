import { mkdirSync, writeFileSync } from 'node:fs';
import { ConfigError } from '@hubtwin/config';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';
import { PortTakenError } from './listen.ts';
import { OperatorError } from './operator-error.ts';

function thrownBy(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
}

test('an error that an operator can fix is printed without a stack', () => {
  const faults = [new ConfigError(['A: b']), new PortTakenError('Port 1 is in use.'), new OperatorError('x')];
  for (const error of faults) expect(describeError(error)).toBe(error.message);
});

test.runIf(process.platform === 'linux')(
  'a file system error is printed with the path and a remedy only',
  () => {
    const refused = describeError(thrownBy(() => mkdirSync('/proc/version/x')));
    expect(refused).toMatch(/^ENOTDIR: .*'\/proc\/version\/x'\. Move the file/);
    const full = describeError(thrownBy(() => writeFileSync('/dev/full', 'x')));
    expect(full).toMatch(/^ENOSPC: no space left on device, write\. Free some disk space\.$/);
  },
);

test('anything else keeps its stack', () => {
  expect(describeError(new TypeError('x'))).toContain('describe-error.test.ts');
});
