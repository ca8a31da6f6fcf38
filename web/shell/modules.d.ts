/** Catalogues that the build compiles: one module a page. */
declare module 'gridlight-words/*' {
  export const words: import('./words.ts').Words;
}
