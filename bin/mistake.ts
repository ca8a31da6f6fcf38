/** Something that a person must put right on the command line, in a file or where it leads. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
