import { defineShape, type ShapeDefinition } from '../shape.ts';
import { account } from './account.ts';

const definition = {
  derived: {
    url: '{repo}/milestones/{number}',
    html_url: '{web}/milestone/{number}',
    labels_url: '{repo}/milestones/{number}/labels',
  },
  embeds: { creator: account },
} satisfies ShapeDefinition;

export const milestone = defineShape(definition);

const time = ['string', 'null'] as const;

/** A milestone in issues and pull requests, as a reference to its row. */
export const milestoneReference = defineShape({
  ...definition,
  reference: {
    to: 'milestones',
    keys: {
      node_id: ['string'],
      number: ['number'],
      title: ['string'],
      description: ['string', 'null'],
      creator: ['object', 'null'],
      open_issues: ['number'],
      closed_issues: ['number'],
      state: ['string'],
      created_at: time,
      updated_at: time,
      due_on: time,
      closed_at: time,
    },
    requires: ['node_id', 'number', 'title', 'state', 'created_at', 'updated_at'],
    isDeletable: true,
  },
});
