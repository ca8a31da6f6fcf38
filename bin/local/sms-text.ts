import { Template, textOf } from '../../domain/line/templates.ts';
import type { SmsText } from '../../local/sms-gateway.ts';

/** What the messages say that go by a gateway: ours are registered with the one on this machine, under their own names. */
export const smsText: SmsText = (name, parameters) => {
  const template = Template.safeParse(name);
  return template.success ? textOf({ template: template.data, parameters }) : undefined;
};
