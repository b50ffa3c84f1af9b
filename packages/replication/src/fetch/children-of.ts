import { type ListSource, type ParentOf, type ResourceDefinition, resources } from '@hubtwin/resources';

interface Children {
  child: ResourceDefinition;
  list: ListSource & { of: ParentOf };
  terminalState: NonNullable<ResourceDefinition['terminalState']>;
}

/** The lists that each object of a resource has, such as the jobs of a run. */
export const childrenOf = (parent: ResourceDefinition): Children[] =>
  parent.terminalState === undefined
    ? []
    : resources.flatMap((child) => {
        const { list, terminalState } = child;
        if (list === undefined || terminalState === undefined || !isOf(list, parent)) return [];
        return [{ child, list, terminalState }];
      });

const isOf = (list: ListSource, parent: ResourceDefinition): list is ListSource & { of: ParentOf } =>
  typeof list.of === 'object' && list.of.resource === parent.name;
