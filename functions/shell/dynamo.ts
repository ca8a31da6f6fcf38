import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requestHandler } from './request-handler.ts';

export const dynamo = new DynamoDBClient({
  cacheMiddleware: true,
  requestHandler: requestHandler(3000),
});

// Each call would prepare a log that nobody reads, and describe the SDK to a service that does not ask.
dynamo.middlewareStack.remove('loggerMiddleware');
dynamo.middlewareStack.remove('getUserAgentMiddleware');
