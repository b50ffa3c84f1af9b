import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { RestError } from './answer.ts';

/** The key pair of an App. GitHub keeps the public key. */
export interface AppKey {
  /** PKCS #1 PEM, as GitHub returns it once. */
  privateKey: string;
  /**
   * @param skewMs offset of GitHub's clock.
   * @throws RestError 401 with GitHub's message for the fault of the token.
   */
  verify(jwt: string, skewMs?: number): Promise<void>;
}

const longestLifeSeconds = 600;
/** GitHub's tolerance for clock differences. */
const toleranceSeconds = 60;

export interface AppKeyOptions {
  appIds: readonly string[];
  now: () => number;
  /** PEM; default: a new one. */
  privateKey?: string | undefined;
}

/**
 * Verifies JWTs as GitHub does: RS256, `iat` not in the future, `exp` at most ten minutes away.
 *
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function createAppKey({ appIds, now, privateKey }: AppKeyOptions): AppKey {
  let pair: { privateKey: string; publicKey: KeyObject } | undefined;
  // On requireThat, because generating a key takes a while.
  const keys = () => (pair ??= keyPairOf(privateKey ?? newPrivateKey()));
  return {
    get privateKey() {
      return keys().privateKey;
    },
    async verify(jwt, skewMs = 0) {
      const ms = now() + skewMs;
      const seconds = ms / 1_000;
      const { payload } = await jwtVerify(jwt, keys().publicKey, {
        algorithms: ['RS256'],
        currentDate: new Date(ms),
        clockTolerance: 0,
        requiredClaims: ['iat', 'exp', 'iss'],
      }).catch((error: unknown) => {
        throw new RestError(401, refusalOf(error));
      });
      const { iat = 0, exp = 0, iss } = payload;
      if (iat > seconds + toleranceSeconds) {
        throw new RestError(
          401,
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
        );
      }
      if (exp - seconds > longestLifeSeconds + toleranceSeconds) {
        throw new RestError(401, "'Expiration time' claim ('exp') is too far in the future");
      }
      if (!appIds.includes(`${iss}`)) throw new RestError(404, 'Integration not found');
    },
  };
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return privateKey;
}

const keyPairOf = (privateKey: string) => ({ privateKey, publicKey: createPublicKey(privateKey) });

function refusalOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  }
  if (error instanceof errors.JWTClaimValidationFailed) return `Missing '${error.claim}' claim in assertion`;
  return 'A JSON web token could not be decoded';
}
