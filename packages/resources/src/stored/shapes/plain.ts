import { defineShape } from '../shape.ts';

/** Objects without templates, such as runners and rules: only addresses within their repository are kept relative. */
export const plain = defineShape({});
