import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** The addresses of the pages below the front door: `/console` for `console/index.html`. */
export const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('/index.html') && path !== '/index.html')
    .map((path) => dirname(path))
    .toSorted();

/**
 * The function that CloudFront runs before it looks for a file: a page is `/console/`, which stands in its `index.html`,
 * and `/console` leads there. Only known pages are led to: a redirect to any path can be made to lead to another host.
 */
export const pathFunction = (pages: readonly string[]): string => `var pages = ${JSON.stringify(pages)};
function queryOf(asked) {
  var parts = [];
  for (var name in asked) {
    (asked[name].multiValue || [asked[name]]).forEach(function (each) {
      parts.push(each.value === '' ? name : name + '=' + each.value);
    });
  }
  return parts.length > 0 ? '?' + parts.join('&') : '';
}
function handler(event) {
  var request = event.request;
  if (pages.indexOf(request.uri) >= 0) {
    var location = request.uri + '/' + queryOf(request.querystring);
    return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: location } } };
  }
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}
`;
