import { contract, type RouteContract } from '@hubtwin/contract';

const ids = new Map<RouteContract, string>(Object.entries(contract).map(([id, route]) => [route, id]));

/** The operation id of a route in the OpenAPI document. */
export const operationId = (route: RouteContract): string => ids.get(route) ?? route.path;
