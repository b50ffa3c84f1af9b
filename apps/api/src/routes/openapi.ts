import { contract, createOpenApiDocument } from '@hubtwin/contract';
import { route } from '../http/route.ts';

const document = createOpenApiDocument({ version: '0.1.0' });

export const getOpenApi = route(contract.getOpenApi, async () => ({ body: { ...document } }));
