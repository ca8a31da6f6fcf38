/** What somebody may choose in place of a photo. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const RUN = 'globalThis.ran=1';
const named = (name: string, body: Buffer | string): ChosenFile => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.from(body),
});

/** Files that are no pictures, whatever they are called. */
export const NO_PICTURES: readonly ChosenFile[] = [
  named('drawing.jpg', `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`),
  named('page.jpg', `<!doctype html><script>${RUN}</script>`),
  named('half.jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(`<html><script>${RUN}</script>`)])),
  named('nothing.jpg', ''),
  named(`<img src=x onerror="${RUN}">\u202Egpj.jpg`, 'no picture'),
];

/** A GIF of one pixel that is a script too: what begins a comment of JavaScript is its width. */
export const GIF_AND_SCRIPT: ChosenFile = {
  name: 'both.gif',
  mimeType: 'image/gif',
  buffer: Buffer.concat([
    Buffer.from('GIF89a/*'),
    Buffer.from('0100800000ff0000ffffff2c00000000010001000002024401003b', 'hex'),
    Buffer.from(`*/=1;${RUN}`),
  ]),
};

/** Somebody's home: 29° 24′ 17″ N, 103° 33′ 05″ E, as EXIF writes it. */
const HOME = [29, 1, 24, 1, 17, 1, 103, 1, 33, 1, 5, 1];
export const GPS_BYTES = Buffer.from(new Uint32Array(HOME).buffer);

/** The same JPEG, as a telephone would have made it at somebody's home. */
export function withGps(jpeg: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const [ascii, long, rational] = [2, 4, 5];
  const directory = (entries: Buffer[]): Buffer => {
    const count = Buffer.alloc(2);
    count.writeUInt16LE(entries.length);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  };
  const toGps = 8 + 2 + 12 + 4;
  const toValues = toGps + 2 + 4 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('49492a0008000000', 'hex'),
    directory([entry(0x8825, long, 1, toGps)]),
    directory([
      entry(1, ascii, 2, 'N'.charCodeAt(0)),
      entry(2, rational, 3, toValues),
      entry(3, ascii, 2, 'E'.charCodeAt(0)),
      entry(4, rational, 3, toValues + 24),
    ]),
    GPS_BYTES,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The markers of the segments of a JPEG up to its picture, as `e0` for APP0; throws if it is none, or does not end as one. */
export function segmentsOf(jpeg: Buffer): string[] {
  if (jpeg.readUInt16BE(0) !== 0xffd8 || jpeg.readUInt16BE(jpeg.length - 2) !== 0xffd9)
    throw new Error(`no whole JPEG: ${jpeg.subarray(0, 8).toString('hex')}…${jpeg.subarray(-4).toString('hex')}`);
  const markers: string[] = [];
  for (let at = 2; jpeg[at] === 0xff && markers.at(-1) !== 'da'; at += 2 + jpeg.readUInt16BE(at + 2)) {
    markers.push((jpeg[at + 1] ?? 0).toString(16));
  }
  return markers;
}
