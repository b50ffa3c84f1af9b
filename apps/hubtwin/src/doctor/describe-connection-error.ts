const certificates = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** How Node uses a proxy. */
const proxy = 'a proxy (HTTPS_PROXY, with NODE_USE_ENV_PROXY=1)';

/** Why a request to a URL failed without a response, and how to fix it. */
export function describeConnectionError(url: string, error: unknown): [message: string, remedy: string] {
  const { hostname, port, protocol } = new URL(url);
  const cause = causeOf(error);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  // `fetch` reports 407 without a code: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
  if (code === '' && cause.message === '')
    return [
      `A proxy answers instead of ${hostname}, and requires authentication (407).`,
      `Set its user and password in ${proxy}, or give this machine a direct connection.`,
    ];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [
      `The name ${hostname} cannot be resolved (${code}).`,
      'Correct the host of GITHUB_BASE_URL, or the DNS of this machine (/etc/resolv.conf).',
    ];
  if (certificates.has(code))
    return [
      `The certificate of ${hostname} is not accepted: ${cause.message}.`,
      'Add its certificate authority to NODE_EXTRA_CA_CERTS (a PEM file), also that of a proxy that inspects TLS; renew an expired certificate; if the name is wrong, correct the host in GITHUB_BASE_URL.',
    ];
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return [
      `${hostname} does not speak TLS as expected (${code}).`,
      'Correct GITHUB_BASE_URL: port, and https: or http:. A proxy in between may answer instead.',
    ];
  if (cause.name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT')
    return [
      `${hostname} does not answer in time.`,
      `Allow connections from this machine: firewall, route, or ${proxy}.`,
    ];
  const address = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return [
    `Cannot connect to ${address}: ${code || cause.message}.`,
    `Correct GITHUB_BASE_URL, start the server, or allow connections from this machine: firewall, route, or ${proxy}.`,
  ];
}

/** `fetch` has the underlying error as its cause; of several addresses the first is used. */
function causeOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return causeOf(error.errors[0]);
  if (error instanceof Error) return error.cause instanceof Error ? causeOf(error.cause) : error;
  return new Error(String(error));
}
