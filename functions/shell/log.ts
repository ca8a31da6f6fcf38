import { Logger } from '@aws-lambda-powertools/logger';

/** One logger a function. Nothing personal is ever logged: ids, codes, counts. */
export const log = new Logger({ serviceName: 'gridlight' });
