import { execFileSync } from 'node:child_process';
import type { OpenImage } from './open-image.ts';

const probe = `
const { writeFileSync } = require('node:fs');
const isWritable = (folder) => { try { writeFileSync(folder + '/probe', ''); return true; } catch { return false; } };
console.log(JSON.stringify({ user: process.getuid(), writable: ['/', '/hubtwin', '/tmp', '/home/node'].filter(isWritable) }));
`;

/** @throws where the processes of an image run as root, or can write its files. */
export function testConfinement(image: OpenImage): void {
  const [file, args] = image.command(['-e', probe], {});
  const { user, writable } = JSON.parse(execFileSync(file, args, { encoding: 'utf8' }));
  if (user === 0) throw new Error('The processes of the image run as root.');
  if (writable.length > 0) throw new Error(`Processes of the image can write ${writable.join(', ')}.`);
  console.log(`processes run as user ${user}, and can write no file`);
}
