import { run } from './site/run.ts';

process.exitCode = run(process.argv.slice(2), console.log);
