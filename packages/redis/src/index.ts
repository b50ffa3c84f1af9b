export { connectRedis } from './connect-redis.ts';
export { createRedisScript, type RedisScript } from './redis-script.ts';
export { createUnlessUnavailable, type UnlessUnavailable } from './unless-unavailable.ts';
