import type { Directory } from './directory.ts';
import type { Unit } from './documents.ts';

/**
 * The grid in service whose name an address has in it; where several do, the one of which it says most, with the villages
 * and townships above. Undefined when it names none, or cannot tell two apart.
 */
export function gridNamed(directory: Directory, address: string): Unit | undefined {
  const text = address.toLowerCase();
  const fitting = directory.documents.units
    .filter((unit) => unit.level === 'grid' && !unit.retired && saidOf(unit, text) > 0)
    .map((grid) => ({
      grid,
      said: directory.lineage(grid.id).reduce((sum, unit) => sum + saidOf(unit, text), 0),
    }));
  const most = Math.max(...fitting.map(({ said }) => said));
  const [best, another] = fitting.filter(({ said }) => said === most);
  return another ? undefined : best?.grid;
}

/** How many characters of a text name a unit. */
const saidOf = ({ name, nameEn }: Unit, text: string): number =>
  Math.max(...[name, nameEn ?? ''].map((own) => (text.includes(own.toLowerCase()) ? own.length : 0)));
