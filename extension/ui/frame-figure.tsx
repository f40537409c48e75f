import type { Box } from '../../src/match.ts';
import { say } from './say.ts';

/** A kept frame as a page shows it. */
export interface ShownFrame {
  /** Object URL (or data URL) of the picture; whoever made it revokes it. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Seconds into the video. */
  readonly time: number;
  /** Where the character stands, as fractions of the frame; null for a style. */
  readonly box: Box | null;
  /** True when only the model's small input could be kept, and not the frame at native size. */
  readonly isInputOnly: boolean;
}

interface FrameFigureProps {
  readonly frame: ShownFrame;
  /** "Looks like X", for those who do not see the picture. */
  readonly title: string;
}

const seconds = (time: number): string => time.toFixed(1);

/** The very frame behind a verdict, with the place of the match. */
export function FrameFigure({ frame, title }: FrameFigureProps) {
  const { url, width, height, time, box, isInputOnly } = frame;
  return (
    <figure class="frame">
      <div class="frame-picture">
        <img src={url} width={width} height={height} alt={say('view_frame_alt', title, seconds(time))} />
        {box !== null && (
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            <rect class="frame-box-edge" x={box.x} y={box.y} width={box.width} height={box.height} />
            <rect class="frame-box" x={box.x} y={box.y} width={box.width} height={box.height} />
          </svg>
        )}
      </div>
      <figcaption class="faint">
        {say('view_frame', seconds(time), String(width), String(height))}
        {isInputOnly && <span class="frame-note"> {say('view_input_only')}</span>}
      </figcaption>
    </figure>
  );
}
