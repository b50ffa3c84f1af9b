import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboards } from './src/dashboards.ts';

for (const [name, text] of dashboards) {
  writeFileSync(fileURLToPath(new URL(`dashboards/${name}`, import.meta.url)), text);
}
