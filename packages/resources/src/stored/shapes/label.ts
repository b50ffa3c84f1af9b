import { defineShape, type ShapeDefinition } from '../shape.ts';

const definition = {
  derived: { url: ['{repo}/labels/{name:path}', '{repo}/labels/{name:component}'] },
} satisfies ShapeDefinition;

export const label = defineShape(definition);

/** A label in issues and pull requests, as a reference to its row. */
export const labelReference = defineShape({
  ...definition,
  reference: {
    to: 'labels',
    keys: {
      node_id: ['string'],
      name: ['string'],
      color: ['string'],
      default: ['boolean'],
      description: ['string', 'null'],
    },
    requires: ['node_id', 'name', 'color', 'default', 'description'],
    isDeletable: true,
  },
});
