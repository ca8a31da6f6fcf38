import { run } from './directory/run.ts';

process.exitCode = await run(process.argv.slice(2), process.env, console.log);
