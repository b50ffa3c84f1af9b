import { defineRoute } from '../define-route.ts';
import { listOf, pageExample, paging } from '../lists.ts';
import { repositoryParams } from '../parameters.ts';
import { collaborator, collaboratorExample } from '../schemas/collaborator.ts';

/** Who may do what. */
export const people = {
  listCollaborators: defineRoute({
    path: '/api/v1/repositories/{owner}/{repo}/collaborators',
    summary: 'List the people who may access a repository, with their permission and its origins, by login',
    description: 'Everybody may read a public repository, whether listed or not.',
    scope: 'read',
    limitedKeys: 'bounded',
    params: repositoryParams,
    query: paging.extend({
      permission: collaborator.shape.permission
        .unwrap()
        .optional()
        .describe('Only people with exactly this one.'),
      origin: collaborator.shape.origins.element.optional().describe('Only people to whom this grants any.'),
    }),
    response: listOf(collaborator),
    problems: [404],
    example: pageExample(collaboratorExample),
  }),
};
