import { organizationOperations } from '../mirrored/organization-routes.ts';

/** Mirrored objects of an organisation. */
export const organizations = organizationOperations;
