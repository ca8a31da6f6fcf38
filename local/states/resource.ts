/** What a Task does. */
export type Resource =
  | { readonly type: 'function'; readonly arn: string }
  | { readonly type: 'invoke'; readonly arn: string; readonly token: boolean };

const INVOKE = /^arn:[\w-]+:states:::lambda:invoke(\.waitForTaskToken)?$/;
const FUNCTION = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

export const RESOURCE_HELP =
  'is not supported; use arn:aws:states:::lambda:invoke, arn:aws:states:::lambda:invoke.waitForTaskToken or the ARN of a Lambda function';

/** Reads a Task's Resource; undefined when it is none of the supported ones. */
export function parseResource(arn: string): Resource | undefined {
  const invoke = INVOKE.exec(arn);
  if (invoke) return { type: 'invoke', arn, token: invoke[1] !== undefined };
  return FUNCTION.test(arn) ? { type: 'function', arn } : undefined;
}

/** The full ARN of a function named as FunctionName may name it; partition, region and account as in `near`. */
export function functionArn(name: string, near: string): string {
  if (name.startsWith('arn:')) return name;
  const [arn, partition, , region, account] = near.split(':');
  return `${arn}:${partition}:lambda:${region}:${account}:function:${name}`;
}
