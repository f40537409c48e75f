import { signal } from '@preact/signals';
import type { Flag } from '../../../src/flag.ts';
import type { Role } from '../../../src/report-routes.ts';
import { browser } from '../../browser.ts';
import { ReportPanel } from '../../ui/report-panel.tsx';
import { say } from '../../ui/say.ts';
import { attempt } from '../notice.ts';

const role = signal<Role>('owner');
const status = signal('');

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    status.value = say('report_copied');
  } catch (error) {
    console.warn('The clipboard refused.', error);
    status.value = say('report_copy_failed');
  }
}

/** Routes and a text for the flag; a person sends them, and says so with "Reported". */
export function Report({ flag }: { readonly flag: Flag }) {
  return (
    <ReportPanel
      flag={flag}
      role={role.value}
      onRole={(next) => {
        role.value = next;
      }}
      onCopy={(text) => attempt(() => copy(text))}
      onRoute={(address, text) =>
        attempt(async () => {
          await copy(text);
          await browser.tabs.create({ url: address });
        })
      }
      onPrepare={() =>
        attempt(async () => {
          const page = `desk/report/report.html?key=${encodeURIComponent(flag.key)}`;
          await browser.tabs.create({ url: browser.runtime.getURL(page) });
        })
      }
      status={status.value}
    />
  );
}
