import { Mistake } from '../mistake.ts';

const decode = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes);

/** Text in UTF-8, and nothing else. */
export function utf8(bytes: Uint8Array): string {
  try {
    return decode(bytes, 'utf-8');
  } catch (error) {
    throw new Mistake('is not UTF-8: save it again in that encoding', { cause: error });
  }
}

/** Text of a table: UTF-8, else GB 18030, as a Chinese Excel writes it when asked for plain CSV. */
export function tableText(bytes: Uint8Array): string {
  try {
    return decode(bytes, 'utf-8');
  } catch {
    try {
      return decode(bytes, 'gb18030');
    } catch (error) {
      throw new Mistake('is neither UTF-8 nor GB 18030: save it again as "CSV UTF-8"', { cause: error });
    }
  }
}
