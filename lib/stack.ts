import { Annotations, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import type { Bundles } from './bundle.ts';
import { Consumers } from './consumers.ts';
import { Lines } from './lines.ts';
import { CaseMachine } from './machine.ts';
import { PhotoChecks } from './photo-checks.ts';
import { Photos } from './photos.ts';
import { Reviews } from './reviews.ts';
import { httpFunctions } from './routes.ts';
import { Schedules } from './schedules.ts';
import type { Settings } from './settings.ts';
import { SigningKey } from './signing-key.ts';
import { Site } from './site.ts';
import { SmsGateway } from './sms-gateway.ts';
import { Tables } from './tables.ts';
import { Tasks } from './tasks.ts';
import { Vault } from './vault.ts';

export interface GridlightProps {
  settings: Settings;
  bundles: Bundles;
  /** The folder of the built pages. */
  pages: string;
}

/**
 * All of Gridlight. A request goes to the API, which writes the case; the stream of the case wakes the relay and the
 * notices; the machine waits and calls its tasks; each minute the reconciler looks for what was missed. When a day is over,
 * the ends of its histories go to the vault, signed. Reviews of cases have a table, a machine and a minute of their own.
 */
export class GridlightStack extends Stack {
  constructor(scope: Construct, id: string, { settings, bundles, pages }: GridlightProps) {
    super(scope, id, { description: `Gridlight: grid casework with lights, district ${settings.district}` });

    const tables = new Tables(this, 'Tables', settings);
    const vault = new Vault(this, 'Vault');
    const key = new SigningKey(this, 'SigningKey');
    const { issuer, audience, clientId, webOrigins, district, administrators } = settings;
    const photos = new Photos(this, 'Photos', { district, origins: webOrigins });
    const gateway = settings.gateway && new SmsGateway(this, 'SmsGateway', settings.gateway);
    const functions = httpFunctions({ ...settings, tables, vault, key, photos, administrators, gateway });
    const api = new Api(this, 'Api', { bundles, functions, issuer, audience, origins: webOrigins });
    const tasks = new Tasks(this, 'Tasks', { bundles, tables });
    const machine = new CaseMachine(this, 'CaseMachine', tasks);
    const consumers = new Consumers(this, 'Consumers', {
      bundles,
      uses: [tables.cases('GetItem', 'PutItem'), tables.directory('GetItem')],
      stream: () => tables.caseStream(),
      relay: { file: 'relay', uses: [machine.toSignal()] },
      notify: { file: 'notify', uses: [tables.lines('PutItem'), tables.residentsBy('of-case')] },
    });
    const { sms, smsMonthly } = settings;
    const lines = new Lines(this, 'Lines', {
      bundles,
      tables,
      sms,
      gateway,
      smsMonthly,
      apiUrl: api.http.apiEndpoint,
      receipts: api.logGroups.get('sms-receipts'),
    });
    // Fed from here, since no more than two may read the stream of the cases without being throttled.
    const anonymise = lines.add('anonymise', {
      file: 'anonymise',
      attribute: 'overKept',
      uses: [
        tables.cases('GetItem', 'PutItem'),
        tables.directory('GetItem'),
        tables.residents('DeleteItem'),
        tables.residentsBy('of-case'),
        photos.remove(),
      ],
    });
    const schedules = new Schedules(this, 'Schedules', { bundles, tables, vault, key, watch: machine.toWatch() });
    const reviews = new Reviews(this, 'Reviews', { bundles, tables });
    const photoChecks = new PhotoChecks(this, 'PhotoChecks', { bundles, tables, photos });
    const alarms = new Alarms(this, 'Alarms', {
      api,
      tasks,
      machine,
      consumers,
      anonymise,
      lines,
      schedules,
      reviews,
      photoChecks,
      email: settings.alarmEmail,
    });

    const site = settings.site
      ? new Site(this, 'Site', {
          pages,
          settings: { api: api.http.apiEndpoint, issuer, clientId, audience, scope: settings.loginScope },
          reached: {
            api: api.http.apiEndpoint,
            logins: [new URL(issuer).origin, ...settings.loginOrigins],
            photos: photos.origin,
          },
          domain: settings.domain,
        })
      : undefined;
    // Pages say what the API of before would refuse. They name the API itself anyway.
    const answering = api.node.children.filter((part) => part !== api.http);
    site?.node.findChild('Files').node.addDependency(...answering);

    acknowledge(this, settings);
    Tags.of(this).add('gridlight:district', settings.district);
    for (const part of [
      tables,
      vault,
      key,
      photos,
      api,
      tasks,
      machine,
      consumers,
      lines,
      schedules,
      reviews,
      photoChecks,
      alarms,
      ...(site ? [site] : []),
      ...(gateway ? [gateway] : []),
    ]) {
      Tags.of(part).add('gridlight:part', part.node.id);
    }
    new CfnOutput(this, 'ApiUrl', { value: api.http.apiEndpoint, description: 'Where the API answers' });
    if (site)
      new CfnOutput(this, 'SiteDomain', { value: site.domainName, description: 'Where the pages are, by https' });
    new CfnOutput(this, 'PhotosUrl', { value: photos.origin, description: 'Where signed URLs of photos lead' });
    new CfnOutput(this, 'AlarmTopic', { value: alarms.topic.topicArn, description: 'Subscribe who is on call' });
    if (gateway)
      new CfnOutput(this, 'SmsKey', { value: gateway.keyArn, description: 'Its value is the key of the SMS gateway' });
    const forTools = 'What npm run workflow is to be told';
    new CfnOutput(this, 'CaseMachineArn', { value: machine.aliasArn, description: forTools });
    new CfnOutput(this, 'CasesTable', { value: tables.names.cases, description: forTools });
    new CfnOutput(this, 'DirectoryTable', { value: tables.names.directory, description: forTools });
    new CfnOutput(this, 'ResidentsTable', { value: tables.names.residents, description: forTools });
    new CfnOutput(this, 'LinesTable', { value: tables.names.lines, description: forTools });
    new CfnOutput(this, 'PhotosBucket', { value: photos.bucketName, description: forTools });
    new CfnOutput(this, 'District', { value: settings.district, description: forTools });
    for (const warning of settings.warnings) {
      Annotations.of(this).addWarningV2(`gridlight:${warning.split('=')[0]}`, warning);
    }
    for (const name of settings.missing) {
      Annotations.of(this).addError(
        `-c ${name}=… is not set; an example stands in its place, which must not be deployed`,
      );
    }
  }
}
