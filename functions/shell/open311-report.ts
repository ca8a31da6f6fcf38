import type { Report } from '../../domain/case/command.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Category } from '../../domain/directory/documents.ts';
import { tellAnswers } from '../../domain/directory/form-answers.ts';
import { gridAt, nearestGrid } from '../../domain/directory/geometry.ts';
import { gridNamed } from '../../domain/directory/named-grid.ts';
import { Account } from '../../domain/primitives.ts';
import { Open311Error } from './open311-endpoint.ts';
import type { Fields, Form } from './open311-form.ts';

/** A form as the report of a resident, under a number. Throws 400 with every fault of the answers, or for a place elsewhere. */
export function reportFrom(
  { fields, answers }: Form,
  category: Category,
  id: string,
  directory: Directory,
): Report & { grid: string } {
  const grid = gridOf(fields, directory);
  const told = tellAnswers(category.attributes ?? [], answers);
  if ('faults' in told) throw new Open311Error(400, ...told.faults);
  const { lat, long, address_string: address } = fields;
  const isPlaced = lat !== undefined && long !== undefined;
  const lines = [
    fields.description ?? category.name,
    ...told.lines,
    // A place has an address beside its position; without one the address stands with the words.
    ...(address !== undefined && !isPlaced ? [`地址：${address}`] : []),
    ...(fields.media_url === undefined ? [] : [`附件：${fields.media_url}`]),
  ];
  const words = Account.safeParse(lines.join('\n'));
  if (!words.success)
    throw new Open311Error(
      400,
      'description with all answers is too long, or no text that can be read; say it shorter',
    );
  const place = isPlaced && { longitude: long, latitude: lat, ...(address !== undefined && { address }) };
  return { id, category: category.id, grid, words: words.data, ...(place && { place }) };
}

const WHERE = 'send lat and long, or address_id with a grid of GET /public/form, or an address_string that names one';

function gridOf({ lat, long, address_id, address_string }: Fields, directory: Directory): string {
  if (address_id !== undefined) {
    const grid = directory.findUnit(address_id);
    if (grid?.level === 'grid' && !grid.retired) return grid.id;
    throw new Open311Error(400, `address_id ${address_id} is no grid in service; ${WHERE}`);
  }
  if ((lat === undefined) !== (long === undefined)) throw new Open311Error(400, 'lat and long: send both of them');
  if (lat !== undefined && long !== undefined) return gridAround([long, lat], directory);
  if (address_string === undefined) throw new Open311Error(400, `no location was provided; ${WHERE}`);
  const named = gridNamed(directory, address_string);
  if (!named) throw new Open311Error(400, `address_string ${address_string} names no grid, or several; ${WHERE}`);
  return named.id;
}

function gridAround(at: readonly [longitude: number, latitude: number], directory: Directory): string {
  const { units } = directory.documents;
  const found = gridAt(units, at);
  if (found) return found.id;
  const near = nearestGrid(units, at);
  const nearest = near ? `; the nearest is ${near.grid.name} (${near.grid.id}), ${Math.round(near.metres)} m away` : '';
  const remedy = 'send the address_id of the grid that it belongs to';
  throw new Open311Error(
    400,
    `lat ${at[1]}, long ${at[0]} lie in no grid of ${directory.root.name}${nearest}; ${remedy}`,
  );
}
