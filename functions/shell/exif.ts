/** What of the metadata of a picture may stay: how it is to be turned, and where it was taken if the reporter agreed. */
export interface Kept {
  /** 1 to 8, as EXIF counts them; 1 is upright. */
  orientation: number;
  location?: { latitude: number; longitude: number } | undefined;
}

const SIGNATURE = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;
const GPS = 0x8825;
const UPRIGHT: Kept = { orientation: 1 };

/**
 * Reads it from the payload of an APP1 segment; upright and without a location if there is none. Whatever cannot be read is
 * taken as not there: it is dropped with the rest.
 */
export function readExif(payload: Uint8Array): Kept | undefined {
  if (!SIGNATURE.equals(payload.subarray(0, SIGNATURE.length))) return undefined;
  try {
    const view = new DataView(payload.buffer, payload.byteOffset + SIGNATURE.length, payload.length - SIGNATURE.length);
    const isLittle = view.getUint16(0) === 0x4949;
    const first = fieldsOf(view, view.getUint32(4, isLittle), isLittle);
    const turned = first.get(ORIENTATION);
    const orientation = turned === undefined ? 1 : view.getUint16(turned + 8, isLittle);
    const pointer = first.get(GPS);
    const gps = pointer === undefined ? undefined : view.getUint32(pointer + 8, isLittle);
    return {
      orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
      location: gps === undefined ? undefined : locationIn(view, fieldsOf(view, gps, isLittle), isLittle),
    };
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return UPRIGHT;
  }
}

/** Where the fields of a directory stand, each of twelve bytes, by their tags. */
function fieldsOf(view: DataView, at: number, isLittle: boolean): Map<number, number> {
  const count = view.getUint16(at, isLittle);
  const places = Array.from({ length: count }, (_, index) => at + 2 + index * 12);
  return new Map(places.map((place) => [view.getUint16(place, isLittle), place]));
}

function locationIn(view: DataView, fields: Map<number, number>, isLittle: boolean): Kept['location'] {
  const degrees = (reference: number, value: number, negative: string, most: number): number => {
    const [sign, place] = [fields.get(reference), fields.get(value)];
    if (sign === undefined || place === undefined) return Number.NaN;
    const at = view.getUint32(place + 8, isLittle);
    const part = (index: number): number =>
      view.getUint32(at + index * 8, isLittle) / view.getUint32(at + index * 8 + 4, isLittle);
    const size = part(0) + part(1) / 60 + part(2) / 3600;
    const degree = String.fromCharCode(view.getUint8(sign + 8)) === negative ? -size : size;
    return Math.abs(degree) <= most ? degree : Number.NaN;
  };
  const [latitude, longitude] = [degrees(1, 2, 'S', 90), degrees(3, 4, 'W', 180)];
  return Number.isNaN(latitude + longitude) ? undefined : { latitude, longitude };
}

/** An APP1 segment with this and nothing else; nothing if there is nothing to say. */
export function writeExif({ orientation, location }: Kept): Uint8Array {
  if (orientation === 1 && !location) return new Uint8Array();
  const gps = location ? gpsFields(location) : [];
  const count = location ? 2 : 1;
  const behind = 8 + 2 + count * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('4d4d002a00000008', 'hex'),
    number(2, count),
    field(ORIENTATION, 3, 1, Buffer.concat([number(2, orientation), number(2, 0)])),
    ...(location ? [field(GPS, 4, 1, number(4, behind))] : []),
    number(4, 0),
    ...(location ? directory(gps, behind) : []),
  ]);
  return Buffer.concat([Buffer.from('ffe1', 'hex'), number(2, 2 + SIGNATURE.length + tiff.length), SIGNATURE, tiff]);
}

type Field = [tag: number, type: number, count: number, value: Buffer];

const gpsFields = ({ latitude, longitude }: NonNullable<Kept['location']>): Field[] => [
  [0, 1, 4, Buffer.from([2, 3, 0, 0])],
  [1, 2, 2, Buffer.from(latitude < 0 ? 'S\0\0\0' : 'N\0\0\0')],
  [2, 5, 3, rationals(latitude)],
  [3, 2, 2, Buffer.from(longitude < 0 ? 'W\0\0\0' : 'E\0\0\0')],
  [4, 5, 3, rationals(longitude)],
];

/** Degrees with their fraction, no minutes, no seconds: to a centimetre. */
const rationals = (degrees: number): Buffer =>
  Buffer.concat([Math.round(Math.abs(degrees) * 1e7), 1e7, 0, 1, 0, 1].map((each) => number(4, each)));

/** A directory that stands at `at`, and behind it the values that are too long to stand in it. */
function directory(fields: readonly Field[], at: number): Buffer[] {
  let free = at + 2 + fields.length * 12 + 4;
  const long: Buffer[] = [];
  const entries = fields.map(([tag, type, count, value]) => {
    if (value.length === 4) return field(tag, type, count, value);
    long.push(value);
    free += value.length;
    return field(tag, type, count, number(4, free - value.length));
  });
  return [number(2, fields.length), ...entries, number(4, 0), ...long];
}

const field = (tag: number, type: number, count: number, value: Buffer): Buffer =>
  Buffer.concat([number(2, tag), number(2, type), number(4, count), value]);

function number(bytes: 2 | 4, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
