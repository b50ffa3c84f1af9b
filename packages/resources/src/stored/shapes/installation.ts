import { defineShape } from '../shape.ts';
import { account } from './account.ts';

export const installation = defineShape({
  derived: {
    access_tokens_url: [
      '{api}/app/installations/{id}/access_tokens',
      '{api}/installations/{id}/access_tokens',
    ],
    repositories_url: '{api}/installation/repositories',
    html_url: [
      '{host}/organizations/{account.login}/settings/installations/{id}',
      '{host}/settings/installations/{id}',
    ],
  },
  embeds: { account, suspended_by: account },
});
