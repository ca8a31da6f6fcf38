import { directories } from '../shell/desk.ts';
import { discoveryOf } from '../shell/open311-discovery.ts';
import { jurisdictionIn, namedIn, open311 } from '../shell/open311-endpoint.ts';
import { definitionView, serviceOf, servicesOf, serviceView } from '../shell/open311-services.ts';

/**
 * `GET /open311/v2/discovery`, `/services` and `/services/{file}`, each in JSON and XML: where and in which formats this API
 * is, what can be reported, and what is asked with it.
 */
export const handler = open311(async (event) => {
  const directory = await directories.current();
  if (event.rawPath.includes('/discovery.')) return { root: 'discovery', tree: discoveryOf(event, directory) };
  jurisdictionIn(event);
  if (event.pathParameters?.file !== undefined)
    return { root: 'service_definition', tree: definitionView(serviceOf(namedIn(event), directory)) };
  return { root: 'services', tree: servicesOf(directory).map((category) => serviceView(category, directory)) };
});
