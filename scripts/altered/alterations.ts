import type { RgbaPicture } from '../../src/pack-build/sheet.ts';
import { drawInterface, drawSubtitles } from './overlay.ts';
import { newSheet, pictureOf, sheetOf } from './picture.ts';

/** What a re-upload does to a picture; `random` chooses where there is a choice. */
export type Alteration = (picture: RgbaPicture, random: () => number) => RgbaPicture;

/** Below this a side could not be read at all. */
const LEAST_SIDE = 16;
const TALL = 9 / 16;

const half: Alteration = (picture) => {
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(LEAST_SIDE, Math.round(side / 2)));
  const sheet = newSheet(width ?? LEAST_SIDE, height ?? LEAST_SIDE);
  const pen = sheet.getContext('2d');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(sheetOf(picture), 0, 0, sheet.width, sheet.height);
  return pictureOf(sheet);
};

const mirrored: Alteration = (picture) => {
  const sheet = newSheet(picture.width, picture.height);
  const pen = sheet.getContext('2d');
  pen.translate(picture.width, 0);
  pen.scale(-1, 1);
  pen.drawImage(sheetOf(picture), 0, 0);
  return pictureOf(sheet);
};

/** The middle of the picture in the shape of a phone, as re-uploads of wide films are; narrower ones stay whole. */
const tall: Alteration = (picture) => {
  const width = Math.min(picture.width, Math.max(LEAST_SIDE, Math.round(picture.height * TALL)));
  const sheet = newSheet(width, picture.height);
  sheet.getContext('2d').drawImage(sheetOf(picture), -Math.round((picture.width - width) / 2), 0);
  return pictureOf(sheet);
};

const overlaid: Alteration = (picture, random) => {
  const sheet = sheetOf(picture);
  drawSubtitles(sheet, random);
  drawInterface(sheet, random);
  return pictureOf(sheet);
};

const together: Alteration = (picture, random) => half(overlaid(mirrored(picture, random), random), random);

/** In the order of the report. `together` is coded as H.264 besides. */
export const ALTERATIONS: Readonly<Record<string, Alteration>> = { half, mirrored, tall, overlaid, together };
