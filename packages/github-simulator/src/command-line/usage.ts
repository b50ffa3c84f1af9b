export const usage = `hubtwin-simulator: a GitHub in memory, for development and tests

  hubtwin-simulator [options]

  --port <number>           port to listen on; default: 3002, 0: any free port
  --host <address>          address to listen on; default: 127.0.0.1
  --url <url>               base of the URLs in payloads and lists; default: http://127.0.0.1:<port>
  --webhook-url <url>       URL for deliveries; default: http://localhost:3000/webhooks/github
  --webhook-secret <text>   secret that signs deliveries; default: not signed
  --control-token <text>    token for the control API /_sim/; default: a new one, which is printed
  --seed <number>           determines ids, names and all activity; default: 1
  --organisation <login>    default: demo-org
  --repositories <number>   additional repositories, few large and most nearly empty; default: none
  --scenario demo|quiet     demo (default): ongoing activity; quiet: only commands change anything
  --help                    show this help

Against a database that outlives the simulator, use a new seed for each start.`;
