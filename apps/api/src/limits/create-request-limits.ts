import { connectRedis } from '@hubtwin/redis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** How a caller stands with a limit. */
export interface LimitState {
  isExceeded: boolean;
  limit: number;
  remaining: number;
  /** Until the window ends, at least 1. */
  resetSeconds: number;
}

/** Bounds what one caller may ask, in windows of a minute. Disposing closes the connection to Redis. */
export interface RequestLimits extends AsyncDisposable {
  /** Counts a request of an API key. */
  takeRequest(apiKeyId: number): Promise<LimitState>;
  /** Counts a request without a valid key, by the address that it came from. */
  takeFailure(address: string): Promise<LimitState>;
}

interface RequestLimitOptions {
  perMinute: number;
  failuresPerMinute: number;
  /** Undefined: each process counts for itself. */
  redisUrl: string | undefined;
}

const duration = 60;

/** Counts in Redis, for all processes; in this one where there is none, or while it is away. */
export function createRequestLimits(options: RequestLimitOptions): RequestLimits {
  const { perMinute, failuresPerMinute, redisUrl } = options;
  const redis = redisUrl === undefined ? null : connectRedis(redisUrl);
  const limiterOf = (keyPrefix: string, points: number) => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration });
    if (redis === null) return memory;
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix,
      points,
      duration,
      // Whoever is over the limit is not counted on in Redis: that only costs.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: memory,
      rejectIfRedisNotReady: true,
    });
  };
  const requests = limiterOf('hubtwin:api:requests', perMinute);
  const failures = limiterOf('hubtwin:api:failures', failuresPerMinute);
  return {
    takeRequest: (apiKeyId) => take(requests, `${apiKeyId}`),
    takeFailure: (address) => take(failures, address),
    async [Symbol.asyncDispose]() {
      redis?.disconnect();
    },
  };
}

async function take(limiter: RateLimiterMemory | RateLimiterRedis, key: string): Promise<LimitState> {
  const state = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean) => ({
    isExceeded,
    limit: limiter.points,
    remaining: isExceeded ? 0 : Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  });
  try {
    return state(await limiter.consume(key), false);
  } catch (error) {
    // The limiter throws its count where that is over the limit.
    if (error instanceof RateLimiterRes) return state(error, true);
    throw error;
  }
}
