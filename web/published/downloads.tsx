import { useEffect, useState } from 'preact/hooks';
import { config } from '../shell/config.ts';
import { t } from '../shell/words.ts';
import { fileOf } from './list.ts';

/** The same list for spreadsheets and for maps, a page at a time. */
export function Downloads({ filter }: { filter: string }) {
  const [api, setApi] = useState<string>();
  useEffect(() => {
    config().then(
      ({ api: at }) => setApi(at),
      () => setApi(undefined),
    );
  }, []);
  if (api === undefined) return null;
  return (
    <p class="small">
      {t('published.data')} <a href={`${api}/public/cases?${fileOf(filter, 'csv')}`}>CSV</a>{' '}
      <a href={`${api}/public/cases?${fileOf(filter, 'geojson')}`}>GeoJSON</a>{' '}
      <a href={`${api}/openapi.json`}>OpenAPI</a>
    </p>
  );
}
