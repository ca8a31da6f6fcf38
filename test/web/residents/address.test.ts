import { describe, expect, it } from 'vitest';
import { saidBy } from '../../../web/residents/address.ts';

describe('what an address says about a receipt', () => {
  it.each([
    ['/r/01M-S', '01M-S'],
    ['/done/01M-S', '01M-S'],
    ['/r/what was mistyped', 'what was mistyped'],
    ['/r/', ''],
  ])('%s carries one, or what should be one', (path, text) => expect(saidBy(path)).toEqual({ is: 'carrying', text }));

  it.each(['/r', '/done'])('%s shows what one opened', (path) => expect(saidBy(path)).toEqual({ is: 'showing' }));

  it.each(['/', '/tell', '/where', '/tell/x', '/rr/01M-S'])('%s is elsewhere', (path) =>
    expect(saidBy(path)).toEqual({ is: 'elsewhere' }),
  );
});
