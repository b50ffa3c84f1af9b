import { connectRedis } from '@hubtwin/redis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** The state of a caller's limit. */
export interface LimitState {
  isExceeded: boolean;
  limit: number;
  remaining: number;
  /** Until the window ends, at least 1. */
  resetSeconds: number;
}

/** Limits the requests of one caller, in windows of a minute. Disposing closes the connection to Redis. */
export interface RequestLimits extends AsyncDisposable {
  /** Counts a request of an API key. */
  takeRequest(apiKeyId: number): Promise<LimitState>;
  /** Counts a request without a valid key, by its IP address. */
  takeFailure(address: string): Promise<LimitState>;
}

interface RequestLimitOptions {
  perMinute: number;
  failuresPerMinute: number;
  /** Undefined: each process counts for itself. */
  redisUrl: string | undefined;
}

const duration = 60;

/** Counts in Redis for all processes; in this process without Redis, or while it is unavailable. */
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
      // A caller over the limit is not counted further in Redis, to save requests.
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
    // The limiter throws its count if it is over the limit.
    if (error instanceof RateLimiterRes) return state(error, true);
    throw error;
  }
}
