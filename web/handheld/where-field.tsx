import { places } from '../shell/directory.ts';
import { nameOf, t } from '../shell/words.ts';
import { find, fix } from './place.ts';

/** What the device says of where it is. */
export function WhereField({ here, isOurs }: { here: string | undefined; isOurs: boolean }) {
  const { value } = fix;
  return (
    <div class="where" role="status">
      <span>
        {value.state === 'found'
          ? t('handheld.place.found', { metres: value.accuracy })
          : t(`handheld.place.${value.state}`)}
        {value.state === 'found' && !here && ` ${t('handheld.place.nowhere')}`}
        {here &&
          !isOurs &&
          ` ${t('handheld.place.others', { grid: nameOf(places.value.units.get(here) ?? { name: here }) })}`}
      </span>
      {value.state !== 'asking' && (
        <button type="button" class="plain" onClick={find}>
          {t('handheld.place.again')}
        </button>
      )}
    </div>
  );
}
