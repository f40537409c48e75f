import { say } from '../../ui/say.ts';
import { storeTrouble } from '../flag-access.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Detail } from './detail.tsx';
import { Filters } from './filters.tsx';
import { Help } from './help.tsx';
import { idOf, ROW_HEIGHT, Row } from './row.tsx';
import { currentIndex, currentKey, isComplete, isHelpOpen, rows, shown } from './state.ts';
import { VirtualList } from './virtual-list.tsx';

/** Nothing was found only where everything was read. */
function whyEmpty(): string {
  if (!isComplete.value) return 'popup_loading';
  if (rows.value.size > 0) return 'desk_queue_no_match';
  return storeTrouble.value === null ? 'desk_queue_empty' : 'desk_queue_unread';
}

/** What is wrong with the stored flags, and the way to a copy of them. */
function Trouble() {
  if (storeTrouble.value === null) return null;
  return (
    <p class="message message-bad">
      {say(`store_${storeTrouble.value}`)} <a href="#settings">{say('desk_trouble_settings')}</a>
    </p>
  );
}

function List() {
  if (shown.value.length === 0) {
    return <p class="empty">{say(whyEmpty())}</p>;
  }
  return (
    <VirtualList
      count={shown.value.length}
      rowHeight={ROW_HEIGHT}
      current={currentIndex.value}
      label={say('desk_place_queue')}
      activeId={currentIndex.value < 0 || currentKey.value === null ? undefined : idOf(currentKey.value)}
      row={(index) => <Row key={shown.value[index]?.key} index={index} />}
    />
  );
}

/** Flags to decide on: filters, the list, and the one that is looked at. */
export function Queue() {
  return (
    <div class="queue">
      <Trouble />
      <Filters />
      <BulkBar />
      <div class="queue-panes">
        <List />
        <Detail />
      </div>
      {isHelpOpen.value && <Help />}
    </div>
  );
}
