import { childEnvironment } from '@hubtwin/config';
import { runProcess } from '@hubtwin/service';
import { z } from 'zod';

// A process of `hubtwin up`: several services in one, which share Node and the loaded modules. Its argument lists their main
// modules, each with the variables that differ. If one fails, all end, and are restarted together.
const services = z
  .array(z.object({ entry: z.string(), environment: z.record(z.string(), z.string()) }))
  .parse(JSON.parse(process.argv[2] ?? ''));

await runProcess(async () => {
  await Promise.all(
    services.map(async ({ entry, environment }) => {
      const { serve } = await import(entry);
      await serve(childEnvironment(environment));
    }),
  );
});
