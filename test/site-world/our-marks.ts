import type { Page } from 'playwright-core';

interface DomNode {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

/** A mark of ours as a person sees it; the page itself cannot look into it. */
export interface SeenMark {
  /** `mark`, `cover` or `hide`. */
  readonly treatment: string;
  readonly title: string;
  /** Presses a button in it, by its words or its label. */
  press(button: string): Promise<void>;
}

const attributesOf = ({ attributes = [] }: DomNode): Record<string, string> =>
  Object.fromEntries(attributes.flatMap((name, i) => (i % 2 === 0 ? [[name, attributes[i + 1] ?? '']] : [])));

function* nodesIn(node: DomNode): Generator<DomNode> {
  yield node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) yield* nodesIn(child);
}

const textOf = (node: DomNode): string => [...nodesIn(node)].map(({ nodeValue }) => nodeValue).join('');
const classOf = (node: DomNode): string => attributesOf(node).class ?? '';

/** The marks on a page, through the debugger, which sees closed shadow roots. */
export async function marksOn(page: Page): Promise<SeenMark[]> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const places = [...nodesIn(root)].filter((node) => classOf(node) === 'place' && attributesOf(node)['data-treatment']);
  return places.map((place) => ({
    treatment: attributesOf(place)['data-treatment'] ?? '',
    title: [...nodesIn(place)]
      .filter((node) => classOf(node) === 'title')
      .map(textOf)
      .join(''),
    press: async (words) => {
      const button = [...nodesIn(place)].find(
        (node) => node.nodeName === 'BUTTON' && [textOf(node), attributesOf(node)['aria-label']].includes(words),
      );
      if (button === undefined) throw new Error(`No button ${words} in the mark`);
      const { model } = await session.send('DOM.getBoxModel', { nodeId: button.nodeId });
      const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
      await page.mouse.click((left + right) / 2, (top + bottom) / 2);
    },
  }));
}
