import { canonical } from '../case-file/history.ts';
import { Bundle } from './bundle.ts';

/** The bundle, or in words why the text is none. A bundle has one text: whatever else says the same is refused too. */
export function readBundle(text: string): Bundle | string {
  try {
    const parsed = Bundle.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `the file is no evidence bundle: ${issue?.path.map(String).join('.')}: ${issue?.message}`;
    }
    return `${canonical(parsed.data)}\n` === text
      ? parsed.data
      : 'the file says the same in another form than a bundle has: spaces, order or spelling were changed';
  } catch (fault) {
    // A RangeError: it is nested deeper than anything can be written.
    if (!(fault instanceof SyntaxError) && !(fault instanceof RangeError)) throw fault;
    return `the file is not the JSON of a bundle: ${fault.message}`;
  }
}
