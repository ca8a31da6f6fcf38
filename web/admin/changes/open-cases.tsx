import type { OpenCases } from '../../../functions/shell/directory-messages.ts';
import { moment, number, t } from '../../shell/words.ts';
import { unitName } from '../parts/unit-field.tsx';

/** Which open cases would be due at another time, and which would have nobody. */
export function OpenCasesTold({ openCases }: { openCases: OpenCases | undefined }) {
  if (!openCases) return null;
  const { counted, looked, moving, movingInAll, stranded, cut } = openCases;
  return (
    <section class="stack-tight" aria-labelledby="open-cases">
      <h3 id="open-cases">{t('admin.open')}</h3>
      <p>
        {t('admin.open.counted', { count: counted })} {t('admin.open.moving', { count: movingInAll })}
      </p>
      <p class="faint small">{t('admin.open.about')}</p>
      {cut && <p class="notice">{t('admin.open.cut', { count: number(looked) })}</p>}
      {stranded.length > 0 && (
        <div class="notice bad">
          <p>{t('admin.open.stranded')}</p>
          <ul>
            {stranded.map(({ unit, cases }) => (
              <li key={unit}>
                <a href={`#/units/${unit}`}>{unitName(unit)}</a> {t('admin.open.stranded.count', { count: cases })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {moving.length > 0 && (
        <table class="rows">
          <caption class="visually-hidden">{t('admin.open')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('admin.open.case')}</th>
              <th scope="col">{t('admin.open.holder')}</th>
              <th scope="col">{t('admin.open.clock')}</th>
              <th scope="col">{t('admin.open.from')}</th>
              <th scope="col">{t('admin.open.to')}</th>
            </tr>
          </thead>
          <tbody>
            {moving.map(({ case: id, holder, clock, from, to }) => (
              <tr key={`${id} ${holder} ${clock}`}>
                <td data-head={t('admin.open.case')}>
                  <a class="mono" href={`/console/#/cases/${id}`}>
                    {id}
                  </a>
                </td>
                <td data-head={t('admin.open.holder')}>{unitName(holder)}</td>
                <td data-head={t('admin.open.clock')}>{t(`admin.open.clock.${clock}`)}</td>
                <td data-head={t('admin.open.from')}>{moment(from)}</td>
                <td data-head={t('admin.open.to')}>{moment(to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {movingInAll > moving.length && (
        <p class="faint small">{t('admin.open.first', { count: moving.length, all: movingInAll })}</p>
      )}
    </section>
  );
}
