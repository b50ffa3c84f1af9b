import { type ListSource, type ResourceDefinition, resources } from '@hubtwin/resources';

const isListed = (definition: ResourceDefinition): definition is ResourceDefinition & { list: ListSource } =>
  definition.inRepository && definition.list !== undefined && definition.list.of === undefined;

/** The resources that GitHub lists for a repository. */
export const imported = resources.filter(isListed);
