import type { ListSource, ResourceDefinition } from '../define-resource.ts';
import { resources } from '../resources/index.ts';

const isListed = (definition: ResourceDefinition): definition is ResourceDefinition & { list: ListSource } =>
  definition.inRepository && definition.list !== undefined && definition.list.of === undefined;

/** The resources that GitHub lists for a repository. */
export const imported = resources.filter(isListed);
