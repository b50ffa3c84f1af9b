import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

const remaining =
  'min by (credential, resource) (github_api_rate_limit_remaining{credential=~"$credential"} / (github_api_rate_limit_limit{credential=~"$credential"} > 0))';

export const githubBudget = dashboard({
  uid: 'github-budget',
  title: 'GitHub budget',
  description:
    "GitHub's rate limits, and the requests that use them. Credentials by the first 12 hex digits of their SHA-256.",
  variable: { name: 'credential', metric: 'github_api_rate_limit_limit' },
  panels: [
    number({
      title: 'Least left',
      description: 'Of any credential and resource.',
      unit: 'percentunit',
      queries: [[`min(${remaining})`, 'left']],
    }),
    number({
      title: 'Requests',
      description: 'Per second, by all processes.',
      unit: 'reqps',
      queries: [['sum(rate(github_api_requests_total[$__rate_interval]))', 'requests']],
    }),
    number({
      title: 'Mean response time',
      description: 'Duration from sending a request to its complete response.',
      unit: 's',
      queries: [
        [
          'sum(rate(github_api_request_duration_seconds_sum[$__rate_interval])) / sum(rate(github_api_request_duration_seconds_count[$__rate_interval]))',
          'mean',
        ],
      ],
    }),
    number({
      title: 'Conditional hits',
      description: 'Share of 304 responses, which do not count against the limit.',
      unit: 'percentunit',
      queries: [
        [
          'sum(rate(github_api_conditional_hits_total[$__rate_interval])) / sum(rate(github_api_requests_total[$__rate_interval]))',
          'share',
        ],
      ],
    }),
    graph({
      title: 'Left, by credential and resource',
      description: 'Low priority stops at 20 %, normal at 10 %, high at 2 %.',
      unit: 'percentunit',
      queries: [[remaining, '{{credential}} {{resource}}']],
    }),
    graph({
      title: 'Left, in requests',
      description: 'Of the primary limits.',
      unit: 'short',
      queries: [
        [
          'min by (credential, resource) (github_api_rate_limit_remaining{credential=~"$credential"})',
          '{{credential}} {{resource}}',
        ],
      ],
    }),
    graph({
      title: 'Requests by endpoint',
      description: 'The ten most requested.',
      unit: 'reqps',
      queries: [
        ['topk(10, sum by (endpoint) (rate(github_api_requests_total[$__rate_interval])))', '{{endpoint}}'],
      ],
    }),
    graph({
      title: 'Responses by status',
      description: '304 does not count against the limit.',
      unit: 'reqps',
      queries: [['sum by (status) (rate(github_api_requests_total[$__rate_interval]))', '{{status}}']],
    }),
    graph({
      title: 'Response time',
      description: 'Duration from sending a request to its complete response.',
      unit: 's',
      queries: [
        [
          'histogram_quantile(0.5, sum by (le) (rate(github_api_request_duration_seconds_bucket[$__rate_interval])))',
          'p50',
        ],
        [
          'histogram_quantile(0.99, sum by (le) (rate(github_api_request_duration_seconds_bucket[$__rate_interval])))',
          'p99',
        ],
      ],
    }),
    graph({
      title: 'Waiting for the budget',
      description: 'How long requests are delayed, by priority.',
      unit: 's',
      queries: [
        [
          'histogram_quantile(0.95, sum by (le, priority) (rate(github_api_throttled_seconds_bucket[$__rate_interval])))',
          '{{priority}} p95',
        ],
      ],
    }),
    graph({
      title: 'Errors',
      description: 'Requests that failed.',
      unit: 'reqps',
      queries: [['sum by (type) (rate(github_api_errors_total[$__rate_interval]))', '{{type}}']],
    }),
  ],
});
