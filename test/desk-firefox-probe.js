// Added to the desk of a build under test: the driver may not enter pages of an extension, so this works in the desk as
// a person would and tells what it showed by opening a page of the test. `seed` is a script of its own beside it.
const { flags, places, pictures, reportTo, heavyMb, database: name } = globalThis.seed;

const STEP_MS = 50;
const SOON_MS = 60_000;
const BUILD_MS = 280_000;

/** The first good value, or the last one when the time is up. */
const until = async (read, isDone = Boolean, timeoutMs = SOON_MS) => {
  const end = performance.now() + timeoutMs;
  for (let value = read(); ; value = read()) {
    if (isDone(value) || performance.now() > end) return value;
    await new Promise((next) => setTimeout(next, STEP_MS));
  }
};
const find = (selector) => document.querySelector(selector);
const text = (selector) => find(selector)?.textContent ?? '';
const notice = () => text('.desk > [role="status"]');
const button = (label) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label);
const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

async function go(place) {
  location.hash = place;
  await until(() => find('[aria-current]')?.getAttribute('href') === `#${place}`);
  return until(() => text('main'));
}

/** Gives files to the file field that is labelled so. */
function give(label, files) {
  const field = [...document.querySelectorAll('.drop')].find(({ textContent }) => textContent.includes(label));
  const input = field.querySelector('input');
  const given = new DataTransfer();
  for (const file of files) given.items.add(file);
  input.files = given.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function fill(label, value) {
  const field = [...document.querySelectorAll('.field')].find(({ textContent }) => textContent.startsWith(label));
  const input = field.querySelector('input, textarea');
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

async function seedFlags() {
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
  });
  const writing = database.transaction('flags', 'readwrite');
  for (const flag of flags)
    writing.objectStore('flags').put({ key: flag.key, worth: 1, updatedAt: flag.updatedAt, flag });
  await new Promise((resolve) => writing.addEventListener('complete', resolve));
  database.close();
  new BroadcastChannel('lookalike-flags').postMessage([]);
}

async function workInQueue() {
  const count = await until(
    () => text('.bulk [role="status"]'),
    (found) => found.includes('of 40 stored'),
  );
  const rows = document.querySelectorAll('.row').length;
  await until(() => find('.row-current'));
  press('c');
  const decided = await until(notice);
  press('u');
  const undone = await until(notice, (found) => found !== decided);
  return { count, rows, decided, undone };
}

/** A list goes in with a bad row, and is there again when it is read anew. */
async function takeList() {
  await go('intake');
  const list = 'url,note\nhttps://videos.example/1,copied\nnonsense,\nhttps://videos.example/2,\n';
  give('Lists of posts', [new File([list], 'reports.csv', { type: 'text/csv' })]);
  const taken = await until(notice, (found) => found.includes('taken in'));
  const bad = await until(() => text('.bad-rows li'));
  const stored = await new Promise((resolve) => {
    const opening = indexedDB.open('lookalike-intake');
    opening.onsuccess = () => {
      const all = opening.result.transaction('posts').objectStore('posts').getAll();
      all.onsuccess = () => resolve(all.result.map(({ address, state }) => `${state} ${address}`));
    };
  });
  return { taken, bad, stored };
}

const fileOf = (base64, i) =>
  new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], `momoru-${i}.png`, { type: 'image/png' });

async function makePack() {
  await go('packs');
  give('Pictures, or a video', pictures.map(fileOf));
  const tryLabel = `Try with ${pictures.length} pictures`;
  await until(() => button(tryLabel)?.disabled === false);
  button(tryLabel).click();
  const found = await until(() => text('.curve-panel li'), Boolean, BUILD_MS);
  fill('Names, one', 'en=Momoru');
  fill('Rightsholder', 'Sample Studio');
  button('Use this entry').click();
  const saved = await until(notice, (words) => words.includes('in use now'));
  await go('accuracy');
  const accuracy = await until(() => text('[data-entry="own-momoru"]'));
  return { found, saved, accuracy };
}

const PNG = Uint8Array.from(atob(pictures[0]), (char) => char.charCodeAt(0));
const NOISE_STEP = 65_536;

/** Keeps frames as the engine would: a picture, and where much is asked for noise behind it up to two megabytes. */
async function keepFrames() {
  const [count, bytes] = heavyMb > 0 ? [heavyMb / 2, 2 * 1024 * 1024 - PNG.length] : [2, PNG.length];
  const view = new DataView(PNG.buffer);
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open('lookalike-evidence');
    opening.onsuccess = () => resolve(opening.result);
  });
  for (let i = 0; i < count; i++) {
    const still = new Uint8Array(bytes);
    for (let at = PNG.length; at < bytes; at += NOISE_STEP)
      crypto.getRandomValues(still.subarray(at, Math.min(bytes, at + NOISE_STEP)));
    still.set(PNG);
    const [videoWidth, videoHeight] = [view.getUint32(16), view.getUint32(20)];
    const key = `tiktok:${Math.floor(i / 2)}`;
    const reading = { time: i, matches: [], modelVersion: '1', packVersion: '1' };
    const frame = { key, takenAt: i, videoWidth, videoHeight, still, input: PNG, reading, marks: [] };
    const writing = database.transaction('frames', 'readwrite');
    writing.objectStore('frames').add({ key, worth: 1, takenAt: i, bytes: bytes + PNG.length, frame });
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
  }
  database.close();
}

const storage = () => text('[aria-labelledby="settings-storage"]');

/** A backup is caught on its way to the downloads, all is deleted, and it is restored. */
async function backUp() {
  await keepFrames();
  await go('settings');
  const start = performance.now();
  const createUrl = URL.createObjectURL.bind(URL);
  let caught = null;
  URL.createObjectURL = (blob) => {
    caught = blob;
    return createUrl(blob);
  };
  button('Save a backup').click();
  const saved = await until(notice, (words) => words.includes('Backup saved'), BUILD_MS);
  const savedMs = performance.now() - start;
  URL.createObjectURL = createUrl;
  const file = new File([caught], 'backup.jsonl');
  button('Delete all that was collected…').click();
  (await until(() => button('Delete without a backup'))).click();
  await until(notice, (words) => words.includes('deleted'));
  const emptied = await until(storage, (words) => words.startsWith('Storage and backup0 flags'));
  const begin = performance.now();
  give('Restore a backup', [file]);
  const restored = await until(notice, (words) => words.includes('restored'), BUILD_MS);
  const restoredMs = performance.now() - begin;
  return { bytes: file.size, saved, savedMs, emptied: emptied.slice(0, 30), restored, restoredMs };
}

await until(() => find('.empty'));
await seedFlags();
const queue = await workInQueue();
const intake = await takeList();
const pack = heavyMb > 0 ? null : await makePack();
const backup = await backUp();
const views = {};
for (const place of places) views[place] = await go(place);
const cut = (_, value) => (typeof value === 'string' ? value.slice(0, 300) : value);
await browser.tabs.create({
  url: `${reportTo}?${encodeURIComponent(JSON.stringify({ queue, intake, pack, backup, views }, cut))}`,
});
