import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** PEM text, in which `\\n` may replace line ends, or the path of a file that contains it. */
export const privateKey = z.string().transform((text, context) => {
  if (text.includes('-----BEGIN')) return text.replaceAll('\\n', '\n');
  try {
    return readFileSync(text, 'utf8');
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be a private key as PEM text, or the path of a readable file',
    });
    return z.NEVER;
  }
});
