import { signedHeaders } from '../../../functions/shell/gateway-signature.ts';
import type { Bad } from './bad-requests.ts';

/** The same request, signed as the gateway for SMS would: it gets as far as its body. */
export function signed(bad: Bad, key: string, timestamp: string): Bad {
  const { method, target, headers, body = Buffer.alloc(0) } = bad;
  const [path = ''] = target.split('?');
  const own = signedHeaders({ method, path, timestamp, id: 'call', body }, key);
  return { ...bad, headers: [...headers.filter(([name]) => !(name in own)), ...Object.entries(own)] };
}
