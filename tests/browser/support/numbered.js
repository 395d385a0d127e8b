// Pictures that carry a number in black and white blocks: which photo it is can still be read from its thumbnail.
import { deflateSync } from 'node:zlib';

const COLUMNS = 6;
const ROWS = 4;
const BLOCK = 160;

/** CRC-32 as PNG wants it; the one of Node is not in Debian's. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A PNG of 960 × 640 pixels that carries a number below 2^24. */
export function numbered(number) {
  const width = COLUMNS * BLOCK;
  const row = (y) => {
    const line = Buffer.alloc(width + 1);
    for (let x = 0; x < COLUMNS; x += 1) {
      const bit = (number >>> (y * COLUMNS + x)) & 1;
      line.fill(bit ? 230 : 25, 1 + x * BLOCK, 1 + (x + 1) * BLOCK);
    }
    return Array.from({ length: BLOCK }, () => line);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(ROWS * BLOCK, 4);
  header[8] = 8; // bits per sample; the rest of the header is zero: grey, no filter choice, no interlace
  const pixels = Buffer.concat(Array.from({ length: ROWS }, (_, y) => row(y)).flat());
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header), chunk('IDAT', deflateSync(pixels, { level: 1 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Runs in the page: the number that a picture (an image element or a bitmap) carries. */
export function readNumber(picture) {
  const [columns, rows, block] = [6, 4, 8];
  const canvas = document.createElement('canvas');
  canvas.width = columns * block;
  canvas.height = rows * block;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  let number = 0;
  for (let bit = 0; bit < columns * rows; bit += 1) {
    const x = (bit % columns) * block + block / 2;
    const y = Math.floor(bit / columns) * block + block / 2;
    if (context.getImageData(x, y, 1, 1).data[0] > 127) number |= 1 << bit;
  }
  return number;
}
