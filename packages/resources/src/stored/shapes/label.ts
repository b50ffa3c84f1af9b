import { defineShape } from '../shape.ts';

export const label = defineShape({
  derived: { url: ['{repo}/labels/{name:path}', '{repo}/labels/{name:component}'] },
});
