/** What the deployment wrote beside the pages: where the API is, and who knows the people. */
export interface Config {
  /** Origin of the API; empty if it is this one. */
  api: string;
  issuer: string;
  /** Where the issuer describes itself. */
  metadata: string;
  clientId: string;
  audience: string;
  /** What is asked of the issuer; some give a new token for an old one only with `offline_access`. */
  scope?: string;
  /** How fast the clock of the deployment runs: 1 but for demonstrations. */
  speed: number;
}

let loading: Promise<Config> | undefined;

/** Read once a page. Rejects if there is none, which is a fault of the deployment. */
export function config(): Promise<Config> {
  loading ??= fetch('/config.json').then((answer) => {
    if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
    return answer.json();
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
