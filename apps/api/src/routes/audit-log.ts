import { contract } from '@hubtwin/contract';
import { route } from '../http/route.ts';
import { auditLog } from '../queries/audit-log.ts';
import { selectPage } from '../queries/select-page.ts';

export const listAuditLog = route(
  contract.listAuditLog,
  async ({ query: { limit, cursor, ...filters }, access }, { database }) => ({
    body: await selectPage(database, auditLog, { within: access, filters, limit, cursor }),
  }),
);
