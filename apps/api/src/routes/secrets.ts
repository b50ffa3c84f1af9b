import { contract } from '@hubtwin/contract';
import { rotateSecrets } from '@hubtwin/replication';
import { route } from '../http/route.ts';
import { requireKeys } from '../require-keys.ts';

export const rotateSecretsRoute = route(contract.rotateSecrets, async (_call, context) => {
  const { database, meter, logger } = context;
  const keys = requireKeys(context.keys);
  const tables = await rotateSecrets({ database, keys });
  const rotated = meter.createCounter('secrets_rotated_total', {
    description: 'Stored secrets that were encrypted under a newer key.',
  });
  for (const each of tables) rotated.add(each.rotated, { table: each.table });
  logger.info({ current_key: keys.currentId, tables }, 'secrets rotated');
  return { body: { current_key: keys.currentId, tables } };
});
