/** What the pages reach besides their own origin, each as an origin: `https://login.example.org`. */
export interface Reached {
  api: string;
  /** Of the issuer, and of its further hosts where those that log people in are others. */
  logins: readonly string[];
  /** The store that photos are put to and shown from. */
  photos?: string | undefined;
}

/** What the browser is to allow a page: scripts and styles of its own alone, and calls to nobody else than these. */
export function contentSecurityPolicy({ api, logins, photos }: Reached): string {
  const stored = photos === undefined ? [] : [photos];
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'blob:', 'data:', ...stored],
    'connect-src': ["'self'", api, ...logins, ...stored],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'font-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...new Set(sources)].join(' '))
    .join('; ');
}

/** The handheld takes photos and asks where it is, the wall fills a screen; nothing else of the device is used. */
const FEATURES_OFF = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'display-capture',
  'encrypted-media',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
const FEATURES_ON = ['camera', 'geolocation', 'fullscreen'];
const permissionsPolicy = [...FEATURES_ON.map((name) => `${name}=(self)`), ...FEATURES_OFF.map((name) => `${name}=()`)];

/** How long a browser keeps to https, in seconds: two years. Hosts below this one are not ours to tell. */
export const HTTPS_SECONDS = 63_072_000;

/** Headers of every answer that have no place of their own in CloudFront. */
export const FURTHER_HEADERS: Readonly<Record<string, string>> = {
  'permissions-policy': permissionsPolicy.join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** `assets/` holds files named by their content; all others are asked for anew each time, and answered 304. */
export const CACHE = { assets: 'public, max-age=31536000, immutable', pages: 'no-cache' };

/** Every header that a host of the pages is to set, by the paths that it is set on. */
export const headersByPath = (reached: Reached): { path: string; headers: Record<string, string> }[] => [
  {
    path: '/*',
    headers: {
      'content-security-policy': contentSecurityPolicy(reached),
      'strict-transport-security': `max-age=${HTTPS_SECONDS}`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      ...FURTHER_HEADERS,
      'cache-control': CACHE.pages,
    },
  },
  { path: '/assets/*', headers: { 'cache-control': CACHE.assets } },
];
