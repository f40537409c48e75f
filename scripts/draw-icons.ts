import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const SIZES = [16, 32, 48, 96, 128];
const folder = fileURLToPath(new URL('../extension/icons/', import.meta.url));

/**
 * Two frames that overlap: one drawn, one a copy of it, and what they share filled in. Our own drawing.
 * Coordinates are in units of a 32 px square, so that edges fall on whole pixels at 16, 32, 48, 96 and 128.
 */
const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">
  <rect width="32" height="32" rx="7" fill="#22304a"/>
  <rect x="11" y="11" width="9" height="9" fill="#f2b84b"/>
  <rect x="6" y="6" width="14" height="14" rx="2" fill="none" stroke="#ffffff" stroke-width="2"/>
  <rect x="12" y="12" width="14" height="14" rx="2" fill="none" stroke="#f2b84b" stroke-width="2"/>
</svg>
`;

async function draw(size: number): Promise<Buffer> {
  const image = await loadImage(
    Buffer.from(MARK.replace('width="32" height="32">', `width="${size}" height="${size}">`)),
  );
  const canvas = createCanvas(size, size);
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.encode('png');
}

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}mark.svg`, MARK);
for (const size of SIZES) writeFileSync(`${folder}${size}.png`, await draw(size));
console.log(`Drew ${SIZES.length} icons into extension/icons.`);
