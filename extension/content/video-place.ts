/** A rectangle of the window, in CSS pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CLIMB_MAX = 20;
/** An ancestor up to this many times as large as the video is its player or card, not the page. */
const CARD_AREAS = 3;

function* ancestorsOf(element: Element): Generator<Element> {
  let next: Element | null = element;
  for (let i = 0; i < CLIMB_MAX && next !== null; i++) {
    const root: Node = next.getRootNode();
    next = next.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    if (next !== null) yield next;
  }
}

/** Ancestors that cut off what reaches beyond them. Ask once per mark: styles are slow to read. */
export function clippersOf(video: Element): Element[] {
  const clips = (element: Element): boolean => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return overflowX !== 'visible' || overflowY !== 'visible';
  };
  return [...ancestorsOf(video)].filter(
    (element) => element !== document.documentElement && element !== document.body && clips(element),
  );
}

/** The part of the video that can be seen, or null when nothing worth marking is left. */
export function areaOf(video: Element, clippers: readonly Element[]): Area | null {
  const area = clippers.reduce<Area>((cut, clipper) => {
    const { left, top, right, bottom } = clipper.getBoundingClientRect();
    return {
      left: Math.max(cut.left, left),
      top: Math.max(cut.top, top),
      right: Math.min(cut.right, right),
      bottom: Math.min(cut.bottom, bottom),
    };
  }, video.getBoundingClientRect());
  const isWorthIt = area.right - area.left >= MARK_WIDTH_MIN && area.bottom - area.top >= MARK_HEIGHT_MIN;
  return isWorthIt ? area : null;
}

const MARK_WIDTH_MIN = 80;
const MARK_HEIGHT_MIN = 40;

const sizeOf = (element: Element): number => {
  const { width, height } = element.getBoundingClientRect();
  return width * height;
};

/** True when a menu, a dialog or a header of the page lies over the video at this point: ours must not lie over that. */
export function isCoveredAt(video: Element, ours: Element, point: { readonly x: number; readonly y: number }): boolean {
  const hit = document.elementFromPoint(point.x, point.y);
  if (hit === null || hit === ours || hit.contains(video)) return false;
  const largest = sizeOf(video) * CARD_AREAS;
  for (const ancestor of ancestorsOf(video)) {
    if (ancestor === hit || ancestor.contains(hit)) return false;
    if (sizeOf(ancestor) > largest) return true;
  }
  return hit !== video;
}
