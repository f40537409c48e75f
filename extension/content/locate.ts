import type { PostPlace } from '../../src/protocol.ts';

/** A post is its video and what stands around it, up to this many times as large. */
const AREA_MAX = 3;
const STEPS_MAX = 8;

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const seen = (rect: Area): Area => ({
  left: Math.max(0, rect.left),
  top: Math.max(0, rect.top),
  right: Math.min(innerWidth, rect.right),
  bottom: Math.min(innerHeight, rect.bottom),
});
const sizeOf = ({ left, top, right, bottom }: Area): number => Math.max(0, right - left) * Math.max(0, bottom - top);

/** Where the post of a video is in sight, in CSS pixels of the viewport, or null when it is not. */
export function placeOf(video: HTMLVideoElement): PostPlace | null {
  let area = seen(video.getBoundingClientRect());
  const videoSize = sizeOf(area);
  if (videoSize === 0) return null;
  let element: HTMLElement | null = video.parentElement;
  for (let step = 0; step < STEPS_MAX && element !== null; step++, element = element.parentElement) {
    const around = seen(element.getBoundingClientRect());
    if (sizeOf(around) > videoSize * AREA_MAX) break;
    if (sizeOf(around) > sizeOf(area)) area = around;
  }
  const { left: x, top: y } = area;
  return { x, y, width: area.right - x, height: area.bottom - y, scale: devicePixelRatio };
}
