/** `GET /meta` in GitHub's format; all addresses of the simulator are loopback. */
export function meta() {
  const loopback = ['127.0.0.0/8', '::1/128'];
  return {
    verifiable_password_authentication: false,
    ssh_key_fingerprints: {},
    ssh_keys: [],
    hooks: loopback,
    web: loopback,
    api: loopback,
    git: loopback,
    github_enterprise_importer: loopback,
    packages: loopback,
    pages: loopback,
    importer: loopback,
    actions: loopback,
    actions_macos: loopback,
    codespaces: loopback,
    dependabot: loopback,
    copilot: loopback,
    domains: { website: [], codespaces: [], copilot: [], packages: [], actions: [] },
  };
}
