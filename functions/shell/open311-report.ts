import type { Report } from '../../domain/case/command.ts';
import { withAddress } from '../../domain/case/decide-report.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Category } from '../../domain/directory/documents.ts';
import { tellAnswers } from '../../domain/directory/form-answers.ts';
import { Account } from '../../domain/primitives.ts';
import { Open311Error } from './open311-endpoint.ts';
import type { Fields, Form } from './open311-form.ts';

/** A form as the report of a resident, under a number. Throws 400 with every fault of the answers, or for a place elsewhere. */
export function reportFrom({ fields, answers }: Form, category: Category, id: string, directory: Directory): Report {
  const where = whereOf(fields, directory);
  const told = tellAnswers(category.attributes ?? [], answers);
  if ('faults' in told) throw new Open311Error(400, ...told.faults);
  const { lat, long, address_string: address } = fields;
  const lines = [
    fields.description ?? category.name,
    ...told.lines,
    ...(fields.media_url === undefined ? [] : [`附件：${fields.media_url}`]),
  ];
  const words = Account.safeParse(lines.join('\n'));
  if (!words.success || !Account.safeParse(withAddress(words.data, address ?? '')).success)
    throw new Open311Error(
      400,
      'description with all answers is too long, or no text that can be read; say it shorter',
    );
  const place = lat !== undefined && long !== undefined && { longitude: long, latitude: lat };
  return {
    id,
    category: category.id,
    ...where,
    words: words.data,
    ...(place && { place }),
    ...(address !== undefined && { address }),
  };
}

const WHERE = 'send lat and long, or address_id with a grid of GET /public/form, or an address_string';

/** The grid that is named; without one, the position or the address says whose it is. Throws 400 where that cannot be. */
function whereOf({ lat, long, address_id, address_string }: Fields, directory: Directory): Pick<Report, 'grid'> {
  if (address_id !== undefined) {
    const grid = directory.findUnit(address_id);
    if (grid?.level === 'grid' && !grid.retired) return { grid: grid.id };
    throw new Open311Error(400, `address_id ${address_id} is no grid in service; ${WHERE}`);
  }
  if ((lat === undefined) !== (long === undefined)) throw new Open311Error(400, 'lat and long: send both of them');
  if (lat === undefined && address_string === undefined) {
    throw new Open311Error(400, `no location was provided; ${WHERE}`);
  }
  return {};
}
