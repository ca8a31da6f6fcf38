import { parseArgs } from 'node:util';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addGridlight } from '../lib/synth.ts';

/**
 * The CDK app: `npm run synth -- -c name=value …` writes `cdk.out`, needing no credentials; `npx cdk deploy -c …` runs
 * it too. The region, which decides whether SNS can send SMS, is that of the CLI unless `-c region=…` says otherwise.
 */
const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', multiple: true, default: [] } } });
const given = values.context.map((pair): [string, string] => {
  const at = pair.indexOf('=');
  if (at < 1) throw new Error(`-c ${pair}: write name=value`);
  return [pair.slice(0, at), pair.slice(at + 1)];
});
const region = process.env.CDK_DEFAULT_REGION;

const app = new App({
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  context: { ...(region && { region }), ...Object.fromEntries(given) },
  analyticsReporting: false,
});
const { missing, warnings } = addGridlight(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

for (const name of missing) console.warn(`-c ${name}=… is not set: an example stands in its place; set it to deploy`);
for (const warning of warnings) console.warn(warning);
