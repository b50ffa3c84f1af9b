export const usage = `hubtwin-simulator: a GitHub in memory, to develop and test against

  hubtwin-simulator [options]

  --port <number>           where it listens; 3002 by default, 0 takes any free port
  --host <address>          on which of the machine's addresses; 127.0.0.1 by default
  --url <url>               what payloads and lists link to; http://127.0.0.1:<port> by default
  --webhook-url <url>       where deliveries go; http://localhost:3000/webhooks/github by default
  --webhook-secret <text>   what they are signed with; not signed by default
  --control-token <text>    opens /_sim/, from where it is steered; a new one, which is printed, by default
  --seed <number>           decides ids, names and everything that happens; 1 by default
  --organisation <login>    demo-org by default
  --repositories <number>   more repositories, few large and most nearly empty; none by default
  --scenario demo|quiet     demo, the default: people are at work; quiet: only commands change anything
  --help                    this text

Against a database that outlives the simulator, give each start a fresh seed.`;
