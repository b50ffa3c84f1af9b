import type { EventPayloadMap, Repository, WebhookEventName } from '@octokit/webhooks-types';

/** The head of a pull request, whose fork may be deleted. */
export type WithHead<Pull extends { head: object }> = Omit<Pull, 'head'> & {
  head: Omit<Pull['head'], 'repo'> & { repo: Repository | null };
};

type WithPullRequest<Payload> = Payload extends { pull_request: { head: { repo: Repository } } }
  ? Omit<Payload, 'pull_request'> & { pull_request: WithHead<Payload['pull_request']> }
  : Payload;

/** The payloads of events. Their published types do not allow a deleted fork in the events of reviews, which occurs. */
export type Payloads = { [Event in WebhookEventName]: WithPullRequest<EventPayloadMap[Event]> };
