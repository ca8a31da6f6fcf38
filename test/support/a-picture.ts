/** A picture in BMP, so many pixels wide and high, of one colour: what a browser can open and nobody else has to encode. */
export function aPicture(side: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const row = Math.ceil((side * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * side);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(side, 18);
  file.writeInt32LE(side, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) file.set([blue, green, red], 54 + y * row + x * 3);
  }
  return file;
}
