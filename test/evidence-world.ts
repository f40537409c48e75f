import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { buildForTest } from './popup-world.ts';
import { TINY_DESCRIPTION, TINY_MODEL, TINY_PACK } from './tiny-model.ts';

/** Where the red thing is in the 640 x 480 frames of the feed, so that a kept frame can be told from any other. */
export const CLIP = { width: 640, height: 480 } as const;

/** One post that claims to be made with AI, and shows a red thing on blue. */
const FEED = `<!doctype html><meta charset="utf-8"><title>A feed</title>
<article data-post-id="ruby-1" style="width: 480px">
  <p>A ruby, made with Sora #sora2</p>
  <video muted style="display: block; width: 480px; height: 360px"></video>
</article>
<script>
  const canvas = Object.assign(document.createElement('canvas'), ${JSON.stringify(CLIP)});
  const pen = canvas.getContext('2d');
  let step = 0;
  setInterval(() => {
    pen.fillStyle = 'rgb(0, 0, 255)';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = 'rgb(255, 0, 0)';
    pen.fillRect(128, 90, 256, 256);
    pen.fillStyle = 'grey';
    pen.fillRect((step++ * 3) % 640, 440, 40, 40);
  }, 40);
  const video = document.querySelector('video');
  video.srcObject = canvas.captureStream(25);
  video.play();
</script>`;

export interface EvidenceFeed {
  readonly server: Server;
  /** Such as http://127.0.0.1:1234/ */
  readonly address: string;
}

/** `onReport` gets what a probe in the extension tells by opening `/report?...`. */
export async function serveFeed(onReport: (report: string) => void = () => undefined): Promise<EvidenceFeed> {
  const server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (path === '/report') onReport(decodeURIComponent(query));
    response.setHeader('content-type', 'text/html').end(path === '/' ? FEED : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

/** The extension with a model that knows rubies by their colour. Answers the folder with `chrome` and `firefox`. */
export async function buildWithTinyModel(): Promise<string> {
  const out = dirname(await buildForTest());
  for (const target of ['chrome', 'firefox']) {
    const models = join(out, target, 'models');
    rmSync(models, { recursive: true, force: true });
    writeTiny(models);
  }
  return out;
}

function writeTiny(models: string): void {
  mkdirSync(join(models, 'packs'), { recursive: true });
  writeFileSync(join(models, 'recogniser.onnx'), new Uint8Array(TINY_MODEL));
  writeFileSync(join(models, 'recogniser.json'), JSON.stringify(TINY_DESCRIPTION));
  writeFileSync(join(models, 'packs', 'lookalike.json'), JSON.stringify(TINY_PACK));
  writeFileSync(join(models, 'packs', 'index.json'), JSON.stringify(['lookalike.json']));
}
