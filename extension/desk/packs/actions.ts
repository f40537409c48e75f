import { PICTURES } from '../../../src/pack-build/build-entry.ts';
import { entryPack } from '../../../src/pack-build/entry-pack.ts';
import { EMPTY_FORM, factsFrom } from '../../../src/pack-build/own-entry.ts';
import type { RgbaPicture } from '../../../src/pack-build/sheet.ts';
import { PackError, type PackFile } from '../../../src/pack-file.ts';
import { fitInside } from '../../../src/pixels.ts';
import { evenMoments } from '../../../src/video-moments.ts';
import { writeEntries } from '../../own-entries.ts';
import {
  dropPacks,
  type OwnPack,
  onOwnPacksChanged,
  putOwnPack,
  readAllPacks,
  removeOwnPack,
} from '../../own-packs.ts';
import { language, say } from '../../ui/say.ts';
import { buildInWorker, endDeskEngine } from '../desk-engine.ts';
import { datedName, download } from '../download.ts';
import { momentsOfFile } from '../local-video.ts';
import { attempt, tell, tellBad } from '../notice.ts';
import { basePack, checkPack, faultText } from './check.ts';
import { followFaults } from './faults.ts';
import { type Candidate, candidates, damagedPacks, flag, form, ownPacks, progress, tried } from './state.ts';

/** Larger pictures are scaled down: the model sees far less, and fifty must fit into memory. */
const SIDE_MAX = 640;
const VIDEO_FRAMES = 12;

let nextId = 0;

async function readPacks(): Promise<void> {
  const { packs, damaged } = await readAllPacks();
  ownPacks.value = packs;
  damagedPacks.value = damaged;
}

export function startPacks(life: AbortSignal): void {
  followFaults();
  attempt(readPacks);
  onOwnPacksChanged(() => {
    endDeskEngine();
    attempt(readPacks);
  }, life);
}

/** After every change: the engine reads its packs anew, and every context learns the names. */
async function packsChanged(): Promise<void> {
  endDeskEngine();
  await readPacks();
  const used = ownPacks.value.filter(({ isOn }) => isOn).map(({ file }) => file);
  await writeEntries('own', used);
}

async function addBitmap(bitmap: ImageBitmap, name: string): Promise<void> {
  const { width, height } = fitInside(bitmap, SIDE_MAX);
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('No canvas');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const picture: RgbaPicture = { width, height, rgba: pen.getImageData(0, 0, width, height).data };
  const url = URL.createObjectURL(await canvas.convertToBlob());
  nextId += 1;
  candidates.value = [...candidates.value, { id: nextId, name, url, picture }];
  tried.value = null;
}

async function addFile(file: File): Promise<void> {
  if (!file.type.startsWith('video/')) return addBitmap(await createImageBitmap(file), file.name);
  for await (const { bitmap, time } of momentsOfFile(file, (duration) => evenMoments(VIDEO_FRAMES, duration)))
    await addBitmap(bitmap, `${file.name} ${time.toFixed(1)} s`);
}

/** Adds pictures, or frames of videos; names those that cannot be read and keeps the others. */
export const addFiles = (files: readonly File[]): void =>
  attempt(async () => {
    const bad: string[] = [];
    for (const file of files) {
      if (candidates.value.length >= PICTURES.most) break;
      await addFile(file).catch((error: unknown) => {
        console.warn(`${file.name} cannot be read:`, error);
        bad.push(file.name);
      });
    }
    if (candidates.value.length > PICTURES.most) candidates.value = candidates.value.slice(0, PICTURES.most);
    if (bad.length > 0) tellBad(say('desk_pack_unreadable', bad.slice(0, 5).join(say('list_separator'))));
  });

export function removeCandidate({ id, url }: Candidate): void {
  URL.revokeObjectURL(url);
  candidates.value = candidates.value.filter((one) => one.id !== id);
  tried.value = null;
}

function clearCandidates(): void {
  for (const { url } of candidates.value) URL.revokeObjectURL(url);
  candidates.value = [];
  tried.value = null;
}

/** Builds the entry and shows what it would be worth; nothing is stored yet. */
export const tryEntry = (): void =>
  attempt(async () => {
    const used = candidates.value;
    const facts = factsFrom(form.value, '1');
    progress.value = 0;
    try {
      const built = await buildInWorker(
        used.map(({ picture }) => picture),
        typeof facts === 'string' ? '' : facts.id,
        (share) => {
          progress.value = share;
        },
      );
      flag.value = built.thresholds.flag;
      tried.value = { built, candidates: used };
    } finally {
      progress.value = null;
    }
  });

/** Version of a pack that replaces one of the same id. */
const nextVersion = (id: string): string =>
  String(Number(ownPacks.value.find((pack) => pack.id === id)?.file.version ?? 0) + 1 || 1);

async function storePack(file: PackFile): Promise<void> {
  await putOwnPack({ id: file.id, isOn: true, addedAt: Date.now(), file });
  await packsChanged();
}

export const saveEntry = (): void =>
  attempt(async () => {
    if (tried.value === null) return;
    const named = factsFrom(form.value, '1');
    if (typeof named === 'string') return tellBad(say(`desk_pack_fault_${named.replaceAll('-', '_')}`));
    const facts = { ...named, version: nextVersion(named.id) };
    const { base } = await basePack();
    const making = { base, flag: flag.value, date: new Date().toISOString().slice(0, 10) };
    await storePack(await checkPack(entryPack(tried.value.built, facts, making)));
    clearCandidates();
    form.value = EMPTY_FORM;
    tell(say('desk_pack_saved', Object.values(facts.names)[0]?.[0] ?? facts.id));
  });

/** Puts a pack of a backup back; answers why not where it cannot be used. */
export async function restorePack(json: unknown): Promise<string | null> {
  try {
    await storePack(await checkPack(json));
    return null;
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return faultText(error);
  }
}

async function importText(text: string): Promise<void> {
  try {
    const file = await checkPack(JSON.parse(text));
    await storePack(file);
    tell(say('desk_pack_imported', file.id, String(file.entries.length)));
  } catch (error) {
    if (error instanceof PackError) tellBad(faultText(error));
    else if (error instanceof SyntaxError) tellBad(say('desk_pack_error_not_a_pack', ''));
    else throw error;
  }
}

export const importFile = (file: File): void => attempt(async () => importText(await file.text()));

export const exportPack = ({ id, file }: OwnPack): void =>
  download(`${id}.json`, `${JSON.stringify(file, null, 1)}\n`, 'application/json');

export const setPackOn = (pack: OwnPack, isOn: boolean): void =>
  attempt(async () => {
    await putOwnPack({ ...pack, isOn });
    await packsChanged();
  });

export const removePack = (pack: OwnPack): void =>
  attempt(async () => {
    exportPack(pack);
    await removeOwnPack(pack.id);
    await packsChanged();
    tell(say('desk_pack_removed', pack.id));
  });

/** Saves what damaged packs hold, as it lies there, and lets go of them. */
export const dropDamagedPacks = (): void =>
  attempt(async () => {
    const damaged = damagedPacks.value;
    download(
      datedName('damaged-packs', 'json'),
      JSON.stringify(damaged.map(({ record }) => record)),
      'application/json',
    );
    await dropPacks(damaged.map(({ key }) => key));
    await packsChanged();
    tell(say('desk_pack_damaged_dropped', String(damaged.length)));
  });

/** The name in the reader's language, else the first there is. */
export const nameOfOwn = ({ id, names }: PackFile['entries'][number]): string =>
  names[language()]?.[0] ?? names[language().split('-')[0] ?? '']?.[0] ?? Object.values(names)[0]?.[0] ?? id;

export const nameOfPack = ({ file }: OwnPack): string => {
  const [first] = file.entries;
  return first === undefined ? file.id : nameOfOwn(first);
};
