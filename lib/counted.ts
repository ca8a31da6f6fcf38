import { Stack } from 'aws-cdk-lib';
import { FilterPattern, type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Counts the lines of a log that have a message, or fit a pattern; with a `value` like `$.count`, what they say. */
export function counted(
  scope: Construct,
  name: string,
  logGroup: ILogGroup,
  lines: string | IFilterPattern,
  { value = '1', metricName = name }: { value?: string; metricName?: string } = {},
): MetricFilter {
  return new MetricFilter(scope, name, {
    logGroup,
    filterPattern: typeof lines === 'string' ? FilterPattern.stringValue('$.message', '=', lines) : lines,
    metricNamespace: `Gridlight/${Stack.of(scope).stackName}`,
    metricName,
    metricValue: value,
  });
}
