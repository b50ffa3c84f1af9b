import { BlockList, isIP } from 'node:net';
import type { Logger } from '@hubtwin/telemetry';

/** The addresses that deliveries may come from. */
export interface AddressAllowlist extends Disposable {
  /** Undefined while GitHub's list is not known yet. */
  allows(address: string): boolean | undefined;
}

export const everyAddress: AddressAllowlist = { allows: () => true, [Symbol.dispose]: () => {} };

/**
 * Follows GitHub's published networks: `hooks` of `GET /meta`, read at the start and every hour. A list
 * that was read once remains valid when GitHub cannot be reached.
 *
 * @see https://docs.github.com/rest/meta/meta#get-github-meta-information
 */
export function followGitHubNetworks(options: { githubBaseUrl: string; logger: Logger }): AddressAllowlist {
  const { githubBaseUrl, logger } = options;
  const stopping = new AbortController();
  let networks: BlockList | undefined;

  const read = async () => {
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(10_000)]);
      const response = await fetch(`${githubBaseUrl}/meta`, { signal });
      const meta = (await response.json()) as { hooks?: unknown };
      if (!response.ok || !Array.isArray(meta.hooks))
        throw new Error(`GET /meta answered ${response.status}`);
      networks = toBlockList(meta.hooks.filter((network) => typeof network === 'string'));
    } catch (error) {
      if (stopping.signal.aborted) return;
      logger.warn({ err: error }, 'the networks of GitHub could not be read');
    }
    timer = setTimeout(read, networks === undefined ? 5_000 : 3_600_000).unref();
  };
  let timer = setTimeout(read, 0).unref();

  return {
    allows(address) {
      return networks?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
    },
    [Symbol.dispose]() {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}

function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
