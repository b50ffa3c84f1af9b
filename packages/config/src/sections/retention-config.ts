import { z } from 'zod';
import { flag, section } from '../section.ts';

const days = (fallback: number) => z.coerce.number().int().min(1).max(36_500).default(fallback);

/** How long old data is kept, in days. */
export const retentionConfig = section(
  z
    .object({
      DELIVERY_RETENTION_DAYS: days(30),
      CHANGE_RETENTION_DAYS: days(7),
      INSTALLATION_RETENTION_DAYS: days(30),
      AUDIT_RETENTION_DAYS: days(365),
      ARCHIVE_EXPIRED: flag(false),
    })
    .transform((env) => ({
      deliveryDays: env.DELIVERY_RETENTION_DAYS,
      changeDays: env.CHANGE_RETENTION_DAYS,
      installationDays: env.INSTALLATION_RETENTION_DAYS,
      auditDays: env.AUDIT_RETENTION_DAYS,
      archive: env.ARCHIVE_EXPIRED,
    })),
);
