import { once } from 'node:events';
import { childEnvironment } from '@hubtwin/config';
import { runProcess } from '@hubtwin/service';
import { z } from 'zod';

// A process of `hubtwin up`: several services in one, which share Node and the loaded modules. Its arguments are their main
// modules, which it loads at once; it starts them when its parent sends the environment of each. If one fails, all end, and are
// restarted together.
const membersSchema = z.array(z.object({ entry: z.string(), environment: z.record(z.string(), z.string()) }));

await runProcess(async () => {
  const [[message]] = await Promise.all([
    once(process, 'message'),
    ...process.argv.slice(2).map((entry) => import(entry)),
  ]);
  await Promise.all(
    membersSchema.parse(message).map(async ({ entry, environment }) => {
      const { serve } = await import(entry);
      await serve(childEnvironment(environment));
    }),
  );
});
