interface DamagedProps {
  /** What is damaged, and how much of it. */
  readonly text: string;
  readonly label: string;
  /** Saves a copy first. */
  readonly onDrop: () => void;
}

/** Damage is told, and copied out before anything is dropped. */
export function Damaged({ text, label, onDrop }: DamagedProps) {
  return (
    <div class="trouble">
      <p class="message message-bad">{text}</p>
      <button type="button" onClick={onDrop}>
        {label}
      </button>
    </div>
  );
}
