import { contract, type RouteContract } from '@hubtwin/contract';

const ids = new Map<RouteContract, string>(Object.entries(contract).map(([id, route]) => [route, id]));

/** What the document of the API calls a route. */
export const operationId = (route: RouteContract): string => ids.get(route) ?? route.path;
