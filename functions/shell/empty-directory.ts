/** No directory was imported yet. */
export class EmptyDirectory extends Error {
  override readonly name = 'EmptyDirectory';
  constructor(district: string) {
    super(`district ${district} has no directory yet; import one`);
  }
}
