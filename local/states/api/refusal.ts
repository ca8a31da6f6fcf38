/** The errors of the API, by their AWS names. */
export type RefusalName =
  | 'ConflictException'
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'ResourceNotFound'
  | 'SerializationException'
  | 'StateMachineAlreadyExists'
  | 'StateMachineDoesNotExist'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'UnknownOperationException'
  | 'ValidationException';

/** A call that is refused; answered, not thrown. */
export class Refusal {
  readonly name: RefusalName;
  readonly message: string;

  constructor(name: RefusalName, message: string) {
    this.name = name;
    this.message = message;
  }
}
