import { dashboard } from './dashboard.ts';
import { graph, number } from './panels.ts';

const requests = 'http_server_request_duration_seconds';

export const api = dashboard({
  uid: 'api',
  title: 'API',
  description: 'Requests to the API, response times, and the cache.',
  panels: [
    number({
      title: 'Requests',
      description: 'Per second, by all processes.',
      unit: 'reqps',
      queries: [[`sum(rate(${requests}_count[$__rate_interval]))`, 'requests']],
    }),
    number({
      title: 'Mean response time',
      description: 'From the head of the request to the end of the response.',
      unit: 's',
      queries: [
        [
          `sum(rate(${requests}_sum[$__rate_interval])) / sum(rate(${requests}_count[$__rate_interval]))`,
          'mean',
        ],
      ],
    }),
    number({
      title: 'Cache hits',
      description: 'Share of responses from the cache.',
      unit: 'percentunit',
      queries: [
        [
          'sum(rate(cache_hits_total[$__rate_interval])) / (sum(rate(cache_hits_total[$__rate_interval])) + sum(rate(cache_misses_total[$__rate_interval])))',
          'hits',
        ],
      ],
    }),
    number({
      title: 'Cache staleness',
      description: 'Above a second, responses are read from the database.',
      unit: 's',
      queries: [['min(cache_staleness_seconds)', 'staleness']],
    }),
    graph({
      title: 'Requests by status',
      description: 'Responses per second.',
      unit: 'reqps',
      queries: [[`sum by (status) (rate(${requests}_count[$__rate_interval]))`, '{{status}}']],
    }),
    graph({
      title: 'Response time',
      description: 'From the head of the request to the end of the response.',
      unit: 's',
      queries: [0.5, 0.95, 0.99].map((q) => [
        `histogram_quantile(${q}, sum by (le) (rate(${requests}_bucket[$__rate_interval])))`,
        `p${q * 100}`,
      ]),
    }),
    graph({
      title: 'Slowest routes',
      description: '99 of 100 requests of a route are answered within this.',
      unit: 's',
      queries: [
        [
          `topk(10, histogram_quantile(0.99, sum by (le, route) (rate(${requests}_bucket[$__rate_interval]))))`,
          '{{route}}',
        ],
      ],
    }),
    graph({
      title: 'Cache',
      description: 'Hits and misses by resource.',
      unit: 'reqps',
      queries: [
        ['sum by (resource) (rate(cache_hits_total[$__rate_interval]))', '{{resource}} hits'],
        ['sum by (resource) (rate(cache_misses_total[$__rate_interval]))', '{{resource}} misses'],
      ],
    }),
    graph({
      title: 'Changes that the cache follows',
      description: 'Rows of the change log that invalidated responses.',
      unit: 'ops',
      queries: [['sum(rate(cache_followed_changes_total[$__rate_interval]))', 'changes']],
    }),
  ],
});
