import { appModules } from './service-sources.ts';

// A process of `hubtwin up`: it loads the modules of the services, and ends. The compiled code is then in the compile cache.
for (const file of appModules()) await import(file);
