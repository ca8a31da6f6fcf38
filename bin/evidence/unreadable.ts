/** Something on the command line, in a file or at the other end that cannot be read, and what a person can do about it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
