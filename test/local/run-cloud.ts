import { startCloud } from '../../local/cloud.ts';
import { personas } from './cloud-under-test.ts';

/** The embedded cloud in a process of its own, for tests that kill it: `node run-cloud.ts ASSEMBLY DATA`. */
const [assembly = '', data = ''] = process.argv.slice(2);
const cloud = await startCloud({ assembly, data, port: 0, personas });
console.log(cloud.url);
