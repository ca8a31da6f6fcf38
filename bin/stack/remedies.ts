import { Mistake } from '../mistake.ts';

/** What a person can do about faults of AWS, by their names. */
const remedies: Record<string, string> = {
  AccessDeniedException: 'the caller needs the rights that docs/runbook.md#upgrading-the-machine lists',
  CredentialsProviderError: 'log in to AWS first, or set AWS_PROFILE',
  EmptyDirectory: 'check --directory and --district',
  ENOTFOUND: 'check the region in --machine, and the network',
  ExpiredTokenException: 'log in to AWS again',
  InvalidArn: 'check --machine',
  ResourceNotFound: 'check the alias in --machine',
  ResourceNotFoundException: 'check --table and --directory',
  StateMachineDoesNotExist: 'check --machine',
  UnrecognizedClientException: 'log in to AWS with the account of the stack',
};

/** A fault that a person can put right as a Mistake with the remedy; any other as it is. */
export function explained(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof Mistake) return fault;
  const remedy = remedies[codeOf(fault)] ?? remedies[fault.name];
  return remedy === undefined ? fault : new Mistake(`${fault.name}: ${fault.message}: ${remedy}`, { cause: fault });
}

const codeOf = (fault: Error): string => ('code' in fault && typeof fault.code === 'string' ? fault.code : '');
