import type { Browser } from 'puppeteer-core';

/** Lets the driver into pages of the extension and the window of the browser itself. */
export const WINDOW_ACCESS = ['--remote-allow-system-access'];

interface Connection {
  send(method: string, parameters: object): Promise<{ readonly result: Record<string, unknown> }>;
}
interface Evaluated {
  readonly type: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: unknown;
}

/** The window of Firefox itself, in which its questions stand. */
export interface FirefoxWindow {
  /** The question that the browser puts to the person now, in its words; empty when it asks nothing. */
  question(): Promise<string>;
  /** Presses a button of the question, as a person does. */
  answer(how: 'allow' | 'deny'): Promise<void>;
  /** Match patterns on which the content script is registered, in order. */
  registered(): Promise<string[]>;
}

/** Needs a browser started with `WINDOW_ACCESS`. */
export async function openFirefoxWindow(browser: Browser, extensionId: string): Promise<FirefoxWindow> {
  const { connection } = browser as unknown as { connection: Connection };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [{ context } = { context: '' }] = tree.result.contexts as { context: string }[];

  async function evaluate(expression: string): Promise<unknown> {
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    const { type, result: value, exceptionDetails } = result as unknown as Evaluated;
    if (type !== 'success') throw new Error(JSON.stringify(exceptionDetails));
    return value?.value;
  }

  const QUESTION = `(PopupNotifications.panel.state === 'open' ? PopupNotifications.panel.firstElementChild : null)`;
  return {
    question: async () => String(await evaluate(`${QUESTION}?.textContent ?? ''`)),
    answer: async (how) => {
      await evaluate(`${QUESTION}.${how === 'allow' ? 'button' : 'secondaryButton'}.click()`);
    },
    registered: async () => {
      const listed = await evaluate(
        `JSON.stringify(WebExtensionPolicy.getByID('${extensionId}').contentScripts.flatMap(({ matches }) => matches.patterns.map(({ pattern }) => pattern)).sort())`,
      );
      return JSON.parse(String(listed)) as string[];
    },
  };
}
