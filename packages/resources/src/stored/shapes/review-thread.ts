import { defineShape } from '../shape.ts';
import { account } from './account.ts';

export const reviewThread = defineShape({ embeds: { resolved_by: account } });
