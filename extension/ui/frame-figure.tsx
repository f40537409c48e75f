import type { Box } from '../../src/match.ts';
import { placeOf } from './reasons.ts';
import { say } from './say.ts';

export interface ShownMark {
  /** As people call it, such as "Sora 2". */
  readonly name: string;
  readonly box: Box;
}

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
  /** Generators' marks that were read in this very frame. */
  readonly marks: readonly ShownMark[];
  /** True when only the model's small input could be kept, and not the frame at native size. */
  readonly isInputOnly: boolean;
}

interface FrameFigureProps {
  readonly frame: ShownFrame;
  /** "Looks like X", for those who do not see the picture. */
  readonly title: string;
}

const seconds = (time: number): string => time.toFixed(1);

const rectOf = ({ x, y, width, height }: Box) => ({ x, y, width, height });

/** Where the match stands, and dashed where a mark does; in words below, for those who do not see it. */
function Boxes({ box, marks }: Pick<ShownFrame, 'box' | 'marks'>) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {box !== null && <rect class="frame-box-edge" {...rectOf(box)} />}
      {box !== null && <rect class="frame-box" {...rectOf(box)} />}
      {marks.map((mark) => (
        <g key={mark.name}>
          <rect class="frame-box-edge" {...rectOf(mark.box)} />
          <rect class="frame-mark" {...rectOf(mark.box)} />
        </g>
      ))}
    </svg>
  );
}

/** The very frame behind a verdict, with the place of the match. */
export function FrameFigure({ frame, title }: FrameFigureProps) {
  const { url, width, height, time, box, marks, isInputOnly } = frame;
  return (
    <figure class="frame">
      <div class="frame-picture">
        <img src={url} width={width} height={height} alt={say('view_frame_alt', title, seconds(time))} />
        {(box !== null || marks.length > 0) && <Boxes box={box} marks={marks} />}
      </div>
      <figcaption class="faint">
        {say('view_frame', seconds(time), String(width), String(height))}
        {marks.map((mark) => (
          <span key={mark.name} class="frame-note">
            {' '}
            {say('view_frame_mark', mark.name, placeOf(mark.box))}
          </span>
        ))}
        {isInputOnly && <span class="frame-note"> {say('view_input_only')}</span>}
      </figcaption>
    </figure>
  );
}
