import { z } from 'zod';
import type { JsonObject } from './json-object.ts';

/** The organisation of an object, which its reader or its event adds. */
export interface Organization {
  id: number;
  login: string;
}

/** The schema of the key `organization` of an object. */
export const githubOrganization = z.looseObject({ id: z.int().positive(), login: z.string() });

/** The organisation that an object names; null if it names none. */
export function organizationOf(raw: JsonObject): Organization | null {
  const { data } = githubOrganization.safeParse(raw.organization);
  return data === undefined ? null : { id: data.id, login: data.login };
}

export const organizationIdOf = (raw: JsonObject): number | undefined => organizationOf(raw)?.id;
