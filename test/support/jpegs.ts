import jpeg from 'jpeg-js';
import { sha256 } from './casework.ts';

/** A JPEG with a pattern of its own for each text, as small as asked for. */
export function aJpeg(text = 'photo', width = 64, height = 48, quality = 80): Buffer {
  const [red = 0, green = 0, blue = 0, step = 0] = Buffer.from(sha256(text), 'hex');
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const noise = ((x * 7919 + y * 104_729) * (step + 1)) % 61;
      data.set([(red + x + noise) & 255, (green + y + noise) & 255, (blue + x + y) & 255], (y * width + x) * 4);
    }
  }
  return jpeg.encode({ data, width, height }, quality).data;
}

/** A progressive one, 40 × 24, made by mozjpeg. */
export const PROGRESSIVE = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wEEEAANAA0ADQANAA4ADQAOABAAEAAOABQAFgATABYAFAAeABsAGQAZABsAHgAtACAAIgAgACIAIAAtAEQAKgAyACoAKgAyACoARAA8AEkAOwA3ADsASQA8AGwAVQBLAEsAVQBsAH0AaQBjAGkAfQCXAIcAhwCXAL4AtQC+APkA+QFOEQANAA0ADQANAA4ADQAOABAAEAAOABQAFgATABYAFAAeABsAGQAZABsAHgAtACAAIgAgACIAIAAtAEQAKgAyACoAKgAyACoARAA8AEkAOwA3ADsASQA8AGwAVQBLAEsAVQBsAH0AaQBjAGkAfQCXAIcAhwCXAL4AtQC+APkA+QFO/8IAEQgAGAAoAwEiAAIRAQMRAf/EACwAAQEBAQEAAAAAAAAAAAAAAAAEBQMGAQEBAQAAAAAAAAAAAAAAAAAEBQf/2gAMAwEAAhADEAAAAPE06lNEmXTqUlu5TdGs8aQ+TU0BbtINa//EABcQAAMBAAAAAAAAAAAAAAAAAAACBGH/2gAIAQEAAT8ASfBJ8EnwSfBJ8FnwSfBJ8EnwSfBJ8EnwSfBJ8Enw/8QAGhEAAgMBAQAAAAAAAAAAAAAAAAIDBFFhAf/aAAgBAgEBPwB7PR7PT2z0eRtHkbT2RtP/xAAbEQACAwEBAQAAAAAAAAAAAAAABAMhMQISIv/aAAgBAwEBPwBdzLF3Msjc+dF5e6sXl7qyOXvzp//Z',
  'base64',
);

/** One more segment behind the first: `fe` is a comment. */
export function withSegment(bytes: Buffer, marker: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload);
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]);
  const behind = 4 + bytes.readUInt16BE(4);
  return Buffer.concat([bytes.subarray(0, behind), head, body, bytes.subarray(behind)]);
}

/** The same with another size, depth or number of components in its header. */
export function withFrame(
  bytes: Buffer,
  frame: { width?: number; height?: number; depth?: number; components?: number; marker?: number },
): Buffer {
  const at = bytes.indexOf(Buffer.from('ffc0', 'hex'));
  const other = Buffer.from(bytes);
  if (frame.marker) other[at + 1] = frame.marker;
  if (frame.depth) other[at + 4] = frame.depth;
  if (frame.height !== undefined) other.writeUInt16BE(frame.height, at + 5);
  if (frame.width !== undefined) other.writeUInt16BE(frame.width, at + 7);
  if (frame.components) other[at + 9] = frame.components;
  return other;
}
