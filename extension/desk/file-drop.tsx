import { useState } from 'preact/hooks';
import { say } from '../ui/say.ts';

interface FileDropProps {
  readonly label: string;
  /** As the `accept` of an input: what the file dialog offers first. */
  readonly accept: string;
  readonly isMultiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes files by the browser's dialog or dropped on it. */
export function FileDrop({ label, accept, isMultiple = false, onFiles }: FileDropProps) {
  const [isOver, setIsOver] = useState(false);
  const take = (list: FileList | null | undefined): void => {
    if (list !== null && list !== undefined && list.length > 0) onFiles([...list]);
  };
  return (
    <label
      class={isOver ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <span>{label}</span>
      <span class="drop-line" aria-hidden="true">
        <span class="button">{say(isMultiple ? 'desk_drop_choose_many' : 'desk_drop_choose')}</span>
        <span class="faint">{say(isMultiple ? 'desk_drop_hint_many' : 'desk_drop_hint')}</span>
      </span>
      {/* The browser's own words on a file field are in the browser's language, so the field lies unseen over ours. */}
      <input
        type="file"
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file chosen again is meant to be read again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
