import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../scripts/sample/serve.ts';
import { newFolder, TINY_DESCRIPTION, TINY_MODEL, TINY_PACK } from '../tiny-model.ts';

/** Puts the network of colours in the place of the shipped one: `ruby` is a red thing. */
export function putTinyModel(extension: string, pack: object = TINY_PACK): void {
  const models = join(extension, 'models');
  writeFileSync(join(models, 'recogniser.onnx'), new Uint8Array(TINY_MODEL));
  writeFileSync(join(models, 'recogniser.json'), JSON.stringify(TINY_DESCRIPTION));
  writeFileSync(join(models, 'packs/lookalike.json'), JSON.stringify(pack));
  writeFileSync(join(models, 'packs/index.json'), '["lookalike.json"]');
}

/** Puts the probe into the engine page; everything else is as it is shipped. */
export function putEngineProbe(extension: string): void {
  copyFileSync(new URL('engine-probe.js', import.meta.url), join(extension, 'engine-probe.js'));
  const page = join(extension, 'engine/engine.html');
  const probe = '<head><script src="../engine-probe.js"></script>';
  writeFileSync(page, readFileSync(page, 'utf8').replace('<head>', probe));
}

const RED_ON_WHITE = 'color=white:s=160x160:d=2:r=8,drawbox=x=32:y=32:w=96:h=96:color=red:t=fill';
const PICTURES = {
  ruby: RED_ON_WHITE,
  black: 'color=black:s=160x160:d=2:r=8',
  small: 'color=white:s=48x48:d=2:r=8,drawbox=x=8:y=8:w=32:h=32:color=red:t=fill',
} as const;

/** Clips by name, drawn into a folder of their own. */
export function drawBadClips(): { readonly folder: string; readonly file: (name: string) => string } {
  const folder = newFolder();
  const file = (name: string): string => join(folder, `${name}.webm`);
  for (const [name, picture] of Object.entries(PICTURES)) {
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, '-c:v', 'libvpx', '-b:v', '1M', file(name)]);
  }
  writeFileSync(file('garbage'), Buffer.alloc(5000, 'no video'));
  for (const name of ['far', 'elsewhere']) copyFileSync(file('ruby'), file(name));
  return { folder, file };
}

const CAPTION = 'Made with #sora2 #aigenerated';

export interface BadPost {
  readonly id: string;
  /** Address of its clip. */
  readonly media: string;
  /** Pixels above it. */
  readonly above?: number;
}

const postOf = ({
  id,
  media,
  above = 0,
}: BadPost): string => `<article data-post-id="${id}" style="${above > 0 ? `display: block; margin-top: ${above}px` : ''}">
  <p>${CAPTION}</p><video src="${media}" width="160" height="160" muted loop autoplay playsinline></video></article>`;

/** A page with these posts, whose clips lie in a folder. */
export function badSite(posts: readonly BadPost[], file: (name: string) => string): Site {
  const body = `<!doctype html><title>Posts</title><link rel="icon" href="data:,"><style>article { display: inline-block; width: 170px; height: 230px; overflow: hidden }</style>
    ${posts.map(postOf).join('\n')}`;
  return {
    pages: new Map([['/', { type: 'text/html; charset=utf-8', body }]]),
    files: new Map(posts.map(({ id }) => [`/${id}.webm`, file(id)])),
  };
}
