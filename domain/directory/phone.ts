/**
 * A telephone number as the directory keeps it, E.164, from what people type: spaces, hyphens and brackets go, `00` is a
 * plus, and a bare mobile number or one with its area code is one of the mainland. What is none of these stays as it was typed.
 */
export function asPhone(text: string): string {
  const bare = text.normalize('NFKC').replace(/[\s().-]/g, '');
  if (/^1[3-9]\d{9}$/.test(bare)) return `+86${bare}`;
  if (/^0[1-9]\d{1,2}\d{7,8}$/.test(bare)) return `+86${bare.slice(1)}`;
  return bare.replace(/^00(?=[1-9])/, '+');
}

/** A mobile of the mainland. */
export const isMobile = (phone: string): boolean => /^\+861[3-9]\d{9}$/.test(phone);

export const isPhone = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
