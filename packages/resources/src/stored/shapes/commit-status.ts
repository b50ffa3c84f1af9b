import { defineShape } from '../shape.ts';
import { account } from './account.ts';

export const commitStatus = defineShape({ embeds: { creator: account } });
