import { run } from './evidence/run.ts';

process.exitCode = await run(process.argv.slice(2), process.env, console.log);
