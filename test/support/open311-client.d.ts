/** What is used of the client `open311` of Code for America, which has no types. */
declare module 'open311' {
  type Told = (fault: unknown, answer: unknown) => void;

  export default class Open311 {
    constructor(options: { discovery?: string; endpoint?: string; jurisdiction?: string; apiKey?: string });
    serviceDiscovery(options: { cache: boolean; type: string }, told: Told): void;
    serviceList(told: Told): void;
    serviceDefinition(code: string, told: Told): void;
    submitRequest(request: object, told: Told): void;
    token(token: string, told: Told): void;
    serviceRequests(query: object, told: Told): void;
    serviceRequest(id: string | string[], told: Told): void;
  }
}
