import { z } from 'zod';
import { port, section } from '../section.ts';

export const ingressConfig = section(
  z.object({ INGRESS_PORT: port(3000) }).transform((env) => ({ port: env.INGRESS_PORT })),
);
