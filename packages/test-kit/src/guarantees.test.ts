import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const document = new URL('../../../docs/guarantees.md', import.meta.url);

test('each of the thirteen promises names tests that exist', () => {
  const rows = [...readFileSync(document, 'utf8').matchAll(/^\| (\d+) \|.*\|([^|]*)\|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
  for (const [, number, proof = ''] of rows) {
    const files = [...proof.matchAll(/\]\(([^)]+\.test\.ts)\)/g)].map(([, path]) => path ?? '');
    expect(files, `promise ${number}`).not.toEqual([]);
    for (const file of files) expect(existsSync(new URL(file, document)), file).toBe(true);
  }
});
