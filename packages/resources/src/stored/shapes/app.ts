import { defineShape } from '../shape.ts';
import { account } from './account.ts';

/** The App that acted, in objects that others embed. */
export const app = defineShape({ derived: { html_url: '{host}/apps/{slug}' }, embeds: { owner: account } });
