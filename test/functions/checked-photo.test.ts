import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { type Checked, checkedPhoto } from '../../functions/shell/checked-photo.ts';
import { readExif } from '../../functions/shell/exif.ts';
import { segmentsOf } from '../../functions/shell/jpeg-segments.ts';
import { GPS_BYTES, withGps } from '../support/hostile-files.ts';
import { aJpeg, PROGRESSIVE, withFrame, withSegment } from '../support/jpegs.ts';

const look = (bytes: Uint8Array, keepLocation = false): Checked => checkedPhoto(bytes, { keepLocation });
function shownOf(bytes: Uint8Array, keepLocation = false): { shown: Buffer; thumbnail: Buffer } {
  const result = look(bytes, keepLocation);
  if ('refused' in result) throw new Error(result.detail);
  return result;
}
const pixels = (bytes: Buffer) => jpeg.decode(bytes, { useTArray: true });
const exifOf = (bytes: Buffer) =>
  segmentsOf(bytes).flatMap(({ marker, payload }) => (marker === 0xe1 ? (readExif(payload) ?? []) : []));
const plain = aJpeg('路面', 640, 480);
/** Turned to the right by a quarter, as a telephone held upright says it; big-endian. */
const TURNED = Buffer.concat([
  Buffer.from('Exif\0\0'),
  Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex'),
]);

describe('what is shown', () => {
  it('is what was sent, byte for byte, where there was nothing to take out', () => {
    for (const bytes of [plain, PROGRESSIVE, aJpeg('点', 1, 1)]) expect(shownOf(bytes).shown).toEqual(bytes);
  });

  it('is the same picture without its place, its words, pictures within, and what comes behind it', () => {
    const small = aJpeg('缩略图', 16, 12);
    const laden = [
      [0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>29.4</x:xmpmeta>`],
      [0xed, 'Photoshop 3.0\0张某某'],
      [0xe2, Buffer.concat([Buffer.from('MPF\0'), small])],
      [0xfe, '拍摄于家中'],
      [0xef, 'secret'],
    ] as const;
    const full = laden.reduce((bytes, [marker, payload]) => withSegment(bytes, marker, payload), withGps(plain));
    const sent = Buffer.concat([full, small, Buffer.from('<html><script>alert(1)</script>')]);
    const { shown, thumbnail } = shownOf(sent);
    expect(shown).toEqual(plain);
    for (const hidden of [GPS_BYTES, 'Exif', 'xmpmeta', '张某某', 'MPF', '家中', 'secret', '<script'])
      for (const bytes of [shown, thumbnail]) expect(bytes.includes(hidden)).toBe(false);
    expect(shownOf(shown).shown).toEqual(shown);
  });

  it('stays turned as it is to be, with the colours it is meant in, large and small', () => {
    const profile = Buffer.concat([Buffer.from('ICC_PROFILE\0'), Buffer.from([1, 1]), Buffer.alloc(500, 7)]);
    const turned = withSegment(withSegment(plain, 0xe1, TURNED), 0xe2, profile);
    for (const bytes of Object.values(shownOf(turned))) {
      expect(exifOf(bytes)).toEqual([{ orientation: 6, location: undefined }]);
      expect(bytes.includes(profile)).toBe(true);
    }
    const hiding = Buffer.concat([profile, Buffer.alloc(60_000)]);
    expect(shownOf(withSegment(withSegment(plain, 0xe2, hiding), 0xe2, hiding)).shown).toEqual(plain);
  });

  it('keeps where it was taken if that was agreed to, and nothing else; never in the small one', () => {
    const sent = withSegment(withGps(plain), 0xfe, '张某某');
    const { shown, thumbnail } = shownOf(sent, true);
    const [own] = exifOf(shown);
    expect(own?.location?.latitude).toBeCloseTo(29 + 24 / 60 + 17 / 3600, 6);
    expect(own?.location?.longitude).toBeCloseTo(103 + 33 / 60 + 5 / 3600, 6);
    expect([shown.includes('张某某'), exifOf(thumbnail)]).toEqual([false, []]);
    expect(shownOf(plain, true).shown).toEqual(plain);
  });

  it('drops metadata that lie about their own length', () => {
    for (let cut = 6; cut < 120; cut += 7) {
      const [, exif] = segmentsOf(withGps(plain));
      const broken = withSegment(plain, 0xe1, Buffer.from(exif?.payload ?? []).subarray(0, cut));
      expect(shownOf(broken, true).shown.includes(GPS_BYTES)).toBe(false);
    }
  });

  it('is the same for the same bytes, each time', () => {
    expect(shownOf(withGps(plain))).toEqual(shownOf(withGps(plain)));
  });
});

describe('the thumbnail', () => {
  it.each([
    [640, 480, 320, 240],
    [300, 900, 107, 320],
    [1500, 2, 320, 1],
  ])('of %i × %i is %i × %i', (width, height, ...small) => {
    const { thumbnail, shown } = shownOf(aJpeg('大', width, height));
    const got = pixels(thumbnail);
    expect([got.width, got.height]).toEqual(small);
    expect(thumbnail.length).toBeLessThan(shown.length);
  });

  it('shows what the photo shows', () => {
    const data = Buffer.alloc(640 * 480 * 4, 255);
    for (let at = 0; at < data.length; at += 4) data.set(at < data.length / 2 ? [200, 40, 40] : [20, 40, 180], at);
    const { data: small } = pixels(shownOf(jpeg.encode({ data, width: 640, height: 480 }, 90).data).thumbnail);
    const near = (at: number) => Array.from(small.subarray(at, at + 3), (each) => Math.round(each / 20) * 20);
    expect([near(0), near(small.length - 4)]).toEqual([
      [200, 40, 40],
      [20, 40, 180],
    ]);
  });

  it('of a tiny photo is the photo itself', () => {
    const tiny = aJpeg('点', 1, 1);
    expect(shownOf(tiny).thumbnail).toEqual(tiny);
  });
});

describe('is refused, and says why', () => {
  const scans = (count: number): Buffer => {
    const at = plain.indexOf(Buffer.from('ffda', 'hex'));
    const scan = plain.subarray(at, at + 14);
    return Buffer.concat([plain.subarray(0, at), ...Array.from({ length: count }, () => scan), plain.subarray(at)]);
  };
  it.each([
    ['nothing', Buffer.alloc(0), 'not-a-jpeg'],
    ['PNG under another name', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-jpeg'],
    ['HTML', Buffer.from('<!doctype html>'), 'not-a-jpeg'],
    ['HTML behind the first bytes of a JPEG', Buffer.from('\xff\xd8\xff\xe0<html>', 'latin1'), 'not-a-jpeg'],
    ['the beginning alone', plain.subarray(0, 2), 'not-a-jpeg'],
    ['a half', plain.subarray(0, plain.length / 2), 'damaged'],
    ['all but its end', plain.subarray(0, -2), 'damaged'],
    ['no scan', Buffer.concat([plain.subarray(0, 300), Buffer.from('ffd9', 'hex')]), 'damaged'],
    ['no height', withFrame(plain, { height: 0 }), 'damaged'],
    ['a picture that ends before its size', withFrame(plain, { height: 4000 }), 'damaged'],
    [
      'a header that promises 4 thousand million pixels',
      withFrame(plain, { width: 65_535, height: 65_535 }),
      'too-large',
    ],
    ['a scan for every minute', scans(200), 'too-large'],
    ['CMYK', withFrame(plain, { components: 4 }), 'unsupported'],
    ['12 bits', withFrame(plain, { depth: 12 }), 'unsupported'],
    ['lossless', withFrame(plain, { marker: 0xc3 }), 'unsupported'],
    ['arithmetic', withFrame(plain, { marker: 0xc9 }), 'unsupported'],
  ])('%s', (_, bytes, refused) => {
    const began = performance.now();
    expect(look(bytes)).toMatchObject({ refused });
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('whatever bytes there are: it is shown or refused, and never breaks', () => {
    const small = withGps(aJpeg('小', 24, 16));
    const changed = fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(changed, (changes) => {
        const bytes = Buffer.from(small);
        for (const [at, value] of changes) bytes[at] = value;
        const result = look(bytes);
        if ('shown' in result) expect(result.shown.includes(GPS_BYTES)).toBe(false);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect('refused' in look(Buffer.concat([Buffer.from('ffd8ff', 'hex'), bytes]))).toBe(true);
      }),
    );
  });
});
