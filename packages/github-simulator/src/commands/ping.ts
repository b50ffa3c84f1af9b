import type { World } from '../world/create-world.ts';
import type { App } from '../world/model.ts';

/** GitHub's test of an App's webhook, sent when its address is set. */
export function ping(world: World): App {
  const { app, host } = world;
  world.emit('ping', {
    zen: world.random.pick(zen),
    hook_id: app.hookId,
    hook: {
      type: 'App',
      id: app.hookId,
      name: 'web',
      active: true,
      events: ['issues', 'pull_request', 'push', 'release', 'repository'],
      config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: app.webhookUrl },
      updated_at: app.createdAt,
      created_at: app.createdAt,
      app_id: app.id,
      url: `${host.api}/app/hook/config`,
      ping_url: `${host.api}/app/hook/pings`,
      deliveries_url: `${host.api}/app/hook/deliveries`,
    },
  });
  return app;
}

const zen = [
  'Anything added dilutes everything else.',
  'Approachable is better than simple.',
  'Design for failure.',
  'Favor focus over features.',
  'Keep it logically awesome.',
  'Mind your words, they are important.',
  'Non-blocking is better than blocking.',
  'Practicality beats purity.',
  'Responsive is better than fast.',
  'Speak like a human.',
];
