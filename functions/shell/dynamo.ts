import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Gives up a hung connection well before the function's own time is over, so that the SDK can try again. */
export const dynamo = new DynamoDBClient({
  cacheMiddleware: true,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

// It prepares its log of each call even when nobody listens, which no call here is to pay for.
dynamo.middlewareStack.remove('loggerMiddleware');
