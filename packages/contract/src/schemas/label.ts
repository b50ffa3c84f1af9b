import { z } from 'zod';
import { boolean, id, observed, repositoryRef, text } from '../fields.ts';
import { observedExample, repositoryRefExample } from './examples.ts';

export const label = z
  .object({
    id,
    name: text,
    color: text.describe('Six hexadecimal digits.'),
    description: text,
    default: boolean,
    repository: repositoryRef,
    ...observed,
  })
  .meta({ id: 'Label' });

export type Label = z.output<typeof label>;

export const labelExample: Label = {
  id: 208_045_946,
  name: 'bug',
  color: 'f29513',
  description: 'Something is not working',
  default: true,
  repository: repositoryRefExample,
  ...observedExample,
};
