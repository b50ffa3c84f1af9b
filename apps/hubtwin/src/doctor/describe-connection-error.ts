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

/** How Node reaches the network through a proxy. */
const proxy = 'a proxy (HTTPS_PROXY, with NODE_USE_ENV_PROXY=1)';

/** Why a request to a URL was not answered, and what to do about it. */
export function describeConnectionError(url: string, error: unknown): [message: string, remedy: string] {
  const { hostname, port, protocol } = new URL(url);
  const cause = causeOf(error);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  // `fetch` gives 407 no name: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
  if (code === '' && cause.message === '')
    return [
      `A proxy answers in place of ${hostname}, and requires authentication (407).`,
      `Set its user and password in ${proxy}, or give this machine a direct way.`,
    ];
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [
      `The name ${hostname} cannot be resolved (${code}).`,
      'Correct the host of GITHUB_BASE_URL, or the DNS of this machine (/etc/resolv.conf).',
    ];
  if (certificates.has(code))
    return [
      `The certificate of ${hostname} is not accepted: ${cause.message}.`,
      'Name its certificate authority in NODE_EXTRA_CA_CERTS (a PEM file), also that of a proxy that inspects TLS; an expired one has to be renewed, and a wrong name is a wrong host in GITHUB_BASE_URL.',
    ];
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return [
      `${hostname} does not speak TLS as expected (${code}).`,
      'Correct GITHUB_BASE_URL: port, and https: or http:. A proxy in between may answer in its place.',
    ];
  if (cause.name === 'TimeoutError' || code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT')
    return [
      `${hostname} does not answer in time.`,
      `Let this machine connect there: firewall, route, or ${proxy}.`,
    ];
  const address = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
  return [
    `There is no connection to ${address}: ${code || cause.message}.`,
    `Correct GITHUB_BASE_URL, start what should listen there, or let this machine connect to it: firewall, route, or ${proxy}.`,
  ];
}

/** `fetch` names what failed beneath it as its cause, of several addresses the first. */
function causeOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return causeOf(error.errors[0]);
  if (error instanceof Error) return error.cause instanceof Error ? causeOf(error.cause) : error;
  return new Error(String(error));
}
