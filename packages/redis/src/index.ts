export { connectRedis } from './connect-redis.ts';
export { createRedisScript, type RedisScript } from './redis-script.ts';
export { createUnlessAway, type UnlessAway } from './unless-away.ts';
