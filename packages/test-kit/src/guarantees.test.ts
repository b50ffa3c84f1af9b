import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const document = new URL('../../../docs/guarantees.md', import.meta.url);

test('each promise has a unique number and names existing tests', () => {
  const rows = [...readFileSync(document, 'utf8').matchAll(/^\| (\d+) \|.*\|([^|]*)\|$/gm)];
  const numbers = rows.map(([, number]) => Number(number));
  expect(numbers.length).toBeGreaterThanOrEqual(14);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
  for (const [, number, proof = ''] of rows) {
    const files = [...proof.matchAll(/\]\(([^)]+\.test\.ts)\)/g)].map(([, path]) => path ?? '');
    expect(files, `promise ${number}`).not.toEqual([]);
    for (const file of files) expect(existsSync(new URL(file, document)), file).toBe(true);
  }
});
