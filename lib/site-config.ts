/** What `config.json` beside the pages tells them. */
export interface SiteConfig {
  /** Where the API answers; empty for the origin of the pages. */
  api: string;
  issuer: string;
  /** The document that says where the issuer logs people in. */
  metadata: string;
  clientId: string;
  audience: string;
  /** What the pages ask the issuer for: `openid`, and what else it takes to be logged in for more than an hour. */
  scope: string;
  /** Seconds that pass in a second: more than one only on one machine. */
  speed: number;
}

export type SiteSettings = Pick<SiteConfig, 'api' | 'issuer' | 'clientId' | 'audience' | 'scope'>;

export const siteConfig = ({ api, issuer, clientId, audience, scope }: SiteSettings): SiteConfig => ({
  api,
  issuer,
  metadata: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  clientId,
  audience,
  scope,
  speed: 1,
});
