import { decode, type JsonObject, repositories } from '@hubtwin/resources';

/** GitHub's repository from its row. @param addresses its current ones, in the API and of its page. */
export function restoreRepository(
  raw: JsonObject,
  addresses: { repo: string | null; web: string | null },
): JsonObject {
  const { shape } = repositories;
  const none = () => null;
  const facts = { ...addresses, account: none, repository: none, label: none, milestone: none };
  return shape === undefined ? raw : decode(shape, raw, facts);
}
