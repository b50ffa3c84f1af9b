import { decode, type JsonObject, repositories } from '@hubtwin/resources';

/** GitHub's repository from its row. @param addresses its current ones, in the API and of its page. */
export function restoreRepository(
  raw: JsonObject,
  addresses: { repo: string | null; web: string | null },
): JsonObject {
  const { shape } = repositories;
  return shape === undefined ? raw : decode(shape, raw, { ...addresses, repository: () => null });
}
