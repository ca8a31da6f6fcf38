import * as z from 'zod/mini';
import { Template } from '../../domain/line/templates.ts';
import { env } from './env.ts';
import { gatewayKey } from './gateway-key.ts';
import { gatewaySms } from './gateway-sms.ts';
import type { Sms } from './sms.ts';

const Templates = z.partialRecord(Template, z.string());

/** `notice:SMS_1,bundle:SMS_2`, as lib/sms-gateway.ts writes it. */
export const templatesIn = (text: string): Partial<Record<Template, string>> =>
  Templates.parse(Object.fromEntries(text.split(',').flatMap((pair) => (pair === '' ? [] : [pair.split(':', 2)]))));

/** The gateway that the stack was set up with. */
export const smsGateway = (): Sms =>
  gatewaySms({
    url: env('SMS_GATEWAY'),
    key: gatewayKey(env('SMS_SECRET')),
    templates: templatesIn(process.env.SMS_TEMPLATES ?? ''),
    fetch,
  });
