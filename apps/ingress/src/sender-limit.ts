import { senderOf } from '@hubtwin/service';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal.ts';

/** Bounds the requests of one sender. */
export interface SenderLimit {
  /** @throws Refusal 429, with the seconds until the sender may try again. */
  take(address: string): Promise<void>;
}

/** Counts the requests of each sender in windows of a minute, in this process. */
export function createSenderLimit({ perMinute }: { perMinute: number }): SenderLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    async take(address) {
      try {
        await limiter.consume(senderOf(address));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
        throw new Refusal(429, 'rate', 'too many requests from this address', retryAfter);
      }
    },
  };
}
