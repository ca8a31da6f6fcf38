import { asPhone, isPhone } from '../../domain/directory/phone.ts';
import { Contact } from '../../domain/resident/contact.ts';
import type { Fields } from './open311-form.ts';

/**
 * Who filed it, as far as that can be read. Clients send placeholders: what is no telephone or no address is left out, and
 * keeps no request from being filed. Undefined if nothing is left.
 */
export function contactIn({ phone, first_name, last_name, email }: Fields): Contact | undefined {
  const read = asPhone(phone ?? '');
  const name = [last_name, first_name].filter(Boolean).join(' ');
  const parts: Contact[] = [
    { ...(isPhone(read) && { phone: read }) },
    { ...(name !== '' && { name }) },
    { ...(email && { email }) },
  ];
  const contact = Object.assign({}, ...parts.filter((part) => Contact.safeParse(part).success));
  return Object.keys(contact).length === 0 ? undefined : Contact.parse(contact);
}
