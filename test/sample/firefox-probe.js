// Added to the background page of a build under test: the driver may not enter pages of an extension, so the page under
// test asks by its address, which wakes the background like any other event, and reads the answer in its own document.
const started = (async () => {
  const { starts = 0 } = await browser.storage.local.get('starts');
  await browser.storage.local.set({ starts: starts + 1 });
  return starts + 1;
})();

const until = async (read) => {
  for (let value = await read(); ; value = await read()) {
    if (value) return value;
    await new Promise((next) => setTimeout(next, 50));
  }
};

const findPopup = () =>
  browser.extension.getViews({ type: 'tab' }).find(({ location }) => location.pathname === '/popup/popup.html');

/** The popup in a tab behind the page; messages from there reach the background, its own would not. */
async function popupView() {
  if (findPopup() === undefined)
    await browser.tabs.create({ url: browser.runtime.getURL('popup/popup.html'), active: false });
  return until(() => (findPopup()?.document.querySelector('main section') ? findPopup() : null));
}

const answers = {
  starts: () => started,
  state: async (tab) => {
    const view = await popupView();
    const { value } = await view.browser.runtime.sendMessage({ kind: 'page-state', tabId: tab.id });
    return JSON.parse(JSON.stringify(value));
  },
  popup: async () => {
    (await popupView()).location.reload();
    await until(() => findPopup() === undefined || !findPopup().document.querySelector('main section'));
    return until(() => findPopup()?.document.querySelector('section.list')?.textContent);
  },
  off: async (tab) => browser.storage.local.set({ settings: { offHosts: [new URL(tab.url).host] } }),
};

browser.tabs.onUpdated.addListener(async (tabId, { url }, tab) => {
  const [, kind, id] = /#ask-(\w+)-(\d+)-\d+$/.exec(url ?? '') ?? [];
  if (kind === undefined) return;
  const value = await answers[kind](tab);
  await browser.scripting.executeScript({
    target: { tabId },
    args: [JSON.stringify({ id: Number(id), value: value ?? null })],
    func: (text) => document.body.setAttribute('data-answer', text),
  });
});
