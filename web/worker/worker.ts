/** All that the page may load; the page itself is checked, and kept beside it. */
declare const KEPT: string[];
/** What of it the page of this version names itself: its script and its style. */
declare const NAMED: string[];
declare const VERSION: string;

export type {};

declare const self: ServiceWorkerGlobalScope;

const PAGE = '/handheld/';
const CACHE = `gridlight-handheld-${VERSION}`;

self.addEventListener('install', (event) => event.waitUntil(install().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(dropOld().then(() => self.clients.claim())));

/** In the middle of a deployment the page may be another's than this worker; the browser then tries again by itself. */
async function install(): Promise<void> {
  const page = await fetch(PAGE, { cache: 'no-cache' });
  const text = await page.clone().text();
  const isOurs = NAMED.every((path) => text.includes(`"${path}"`));
  if (!page.ok || !isOurs) throw new Error(`${PAGE} is answered ${page.status}, and does not load ${NAMED.join(', ')}`);
  const cache = await caches.open(CACHE);
  await cache.addAll([...KEPT, '/config.json', '/icon.svg']);
  await cache.put(PAGE, page);
}

/** All versions but this and the one before, whose pages may be open and have yet to load some of their parts. */
async function dropOld(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** The page and its parts come from the cache; the configuration from the network while there is one; all else passes. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === '/config.json') return event.respondWith(freshly(request));
  // Named by what they hold, and so right in whichever version they are found.
  if (url.pathname.startsWith('/assets/')) event.respondWith(kept(url.pathname, request));
  else if (url.pathname === PAGE || KEPT.includes(url.pathname))
    event.respondWith(kept(url.pathname, request, { cacheName: CACHE }));
});

const kept = async (path: string, request: Request, within?: MultiCacheQueryOptions): Promise<Response> =>
  (await caches.match(path, within)) ?? fetch(request);

async function freshly(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3_000) });
    if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request, { cacheName: CACHE })) ?? Response.error();
  }
}
