declare const KEPT: string[];
declare const VERSION: string;

export type {};

declare const self: ServiceWorkerGlobalScope;

const CACHE = `gridlight-handheld-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...KEPT, '/config.json', '/icon.svg']))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** The page and its parts come from the cache; the configuration from the network while there is one; all else passes. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === '/config.json') return event.respondWith(freshly(request));
  const isPage = request.mode === 'navigate' && url.pathname === '/handheld/';
  if (isPage) event.respondWith(kept('/handheld/', request));
  else if (KEPT.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});

const kept = async (path: string, request: Request): Promise<Response> => (await caches.match(path)) ?? fetch(request);

async function freshly(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3_000) });
    if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}
