import type { Claim } from '@hubtwin/database';

export const claimOf = ({ guid, batch, attempts }: Claim): Claim => ({ guid, batch, attempts });
