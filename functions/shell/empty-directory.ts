/** No directory was imported yet. */
export class EmptyDirectory extends Error {
  override readonly name = 'EmptyDirectory';
}
