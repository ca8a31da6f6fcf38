import { startCloud } from '../../local/cloud.ts';
import { busyDistrict } from './busy-district.ts';
import { personasOf } from './personas.ts';

/** The stack in a process of its own, for tests that kill it: `node run-stack.ts ASSEMBLY DATA SPEED PATIENCE`. */
const [assembly = '', data = '', speed = '', patience = ''] = process.argv.slice(2);
const cloud = await startCloud({
  assembly,
  data,
  port: 0,
  speed: Number(speed),
  personas: personasOf(busyDistrict),
  environment: { PATIENCE_SECONDS: patience },
  onError: () => undefined,
});
console.log(cloud.url);
