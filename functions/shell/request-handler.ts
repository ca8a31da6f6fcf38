/** Gives up a hung connection well before the function's own time is over, so that the SDK can try again. */
export const requestHandler = (milliseconds: number) => ({
  connectionTimeout: 1000,
  requestTimeout: milliseconds,
  throwOnRequestTimeout: true,
});
