import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface VirtualListProps {
  readonly count: number;
  readonly rowHeight: number;
  /** Kept in sight; below 0 for none. */
  readonly current: number;
  readonly label: string;
  /** Id of the current row, for those who hear the list. */
  readonly activeId: string | undefined;
  readonly row: (index: number) => ComponentChildren;
}

/** Rows drawn beyond both edges, so that a fast scroll meets no blank. */
const BEYOND = 6;

/** Scrolls just as far as needed. */
function reveal(list: HTMLElement, current: number, rowHeight: number): void {
  const top = current * rowHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + rowHeight - list.clientHeight;
}

/** A list of any length of which only the rows in sight exist. */
export function VirtualList({ count, rowHeight, current, label, activeId, row }: VirtualListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = list.current ?? {};
    setView({ top: scrollTop, height: clientHeight });
  };
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (list.current !== null && current >= 0) reveal(list.current, current, rowHeight);
    measure();
  }, [current, count]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - BEYOND);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + BEYOND);
  return (
    <div
      ref={list}
      class="rows"
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={activeId}
      tabIndex={0}
      onScroll={measure}
    >
      <div role="presentation" style={{ height: `${count * rowHeight}px` }}>
        <div role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => row(first + i))}
        </div>
      </div>
    </div>
  );
}
