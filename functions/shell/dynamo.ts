import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Gives up a hung connection well before the function's own time is over, so that the SDK can try again. */
export const dynamo = new DynamoDBClient({
  cacheMiddleware: true,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

// Each call would prepare a log that nobody reads, and describe the SDK to a service that does not ask.
dynamo.middlewareStack.remove('loggerMiddleware');
dynamo.middlewareStack.remove('getUserAgentMiddleware');
