import type { ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { type Consumer, StreamConsumers } from './consumers.ts';
import type { Sms } from './settings.ts';
import { type SmsGateway, toSend } from './sms-gateway.ts';
import type { Tables } from './tables.ts';

export interface LinesProps {
  bundles: Bundles;
  tables: Tables;
  sms: Sms;
  gateway?: SmsGateway | undefined;
  /** Messages that may be sent in a month. */
  smsMonthly: number;
  /** Where the API answers, which takes acknowledgements. */
  apiUrl: string;
  /** What the function logs that takes the gateway's receipts. */
  receipts?: ILogGroup | undefined;
}

/** What sends: the letters that are posted to the line of a telephone wake it, and it alone may send SMS. */
export class Lines extends StreamConsumers {
  readonly send: Consumer;
  /** Count what its log says. */
  readonly givenUp: MetricFilter[];
  readonly bounced?: MetricFilter;
  readonly heldForBudget: MetricFilter;

  constructor(scope: Construct, id: string, props: LinesProps) {
    const { bundles, tables, sms, gateway, smsMonthly, apiUrl, receipts } = props;
    const uses = [
      toSend(sms, gateway),
      { environment: { SMS_MONTHLY: String(smsMonthly), API_URL: apiUrl } },
      tables.lines('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
      tables.cases('GetItem', 'PutItem'),
      tables.reviews('GetItem', 'PutItem'),
      tables.directory('GetItem'),
      tables.residents('GetItem', 'PutItem'),
    ];
    super(scope, id, { bundles, uses: [], stream: () => tables.lineStream() });
    this.send = this.add('send', {
      file: 'send-sms',
      attribute: 'ring',
      uses,
      memory: 1024,
    });
    this.givenUp = [this.counted('NoticesGivenUp', this.send.logGroup, 'notice given up')];
    if (receipts) {
      this.givenUp.push(this.counted('BouncedGivenUp', receipts, 'notice given up'));
      this.bounced = this.counted('SmsBounced', receipts, 'sms bounced');
    }
    this.heldForBudget = this.counted('HeldForBudget', this.send.logGroup, 'sms held for the budget');
  }
}
