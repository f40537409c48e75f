import table from '../models/report-routes.json' with { type: 'json' };
import { ELEMENTS, type Element } from './notice/notice.ts';
import type { Post } from './post.ts';
import { ROUTE_KINDS, type Role, type RouteKind } from './report-routes.ts';

/** What a form asks beside the elements of a notice; each is the message `notice_step_<step>`. */
export const FORM_STEPS = ['sign_in', 'sender', 'own_right', 'right_kind', 'identity', 'studio', 'own_face'] as const;
export type FormStep = (typeof FORM_STEPS)[number];

/** What is known of one form of a site. */
export interface ReportForm {
  readonly kind: RouteKind;
  /** In the order of the form. */
  readonly asks: readonly (Element | FormStep)[];
  /** What to choose where it asks what this is about, word for word in Japanese as the form has it; or empty. */
  readonly choice: string;
  /** Whether these are all of its questions; otherwise they are those that could be read, and more will follow. */
  readonly isWhole: boolean;
  /** When it was last checked against its source, as ISO 8601. */
  readonly checked: string;
}

export const isElement = (step: Element | FormStep): step is Element => ELEMENTS.some((element) => element === step);

const STEPS: readonly (Element | FormStep)[] = [...ELEMENTS, ...FORM_STEPS];

/** What the forms of a site ask of this role, as far as it was read in a source; empty where nothing was. */
export function formsFor({ site }: Pick<Post, 'site'>, role: Role): ReportForm[] {
  return table.forms
    .filter((form) => form.site === site && form.roles.includes(role))
    .flatMap(({ kind: name, asks, choice, isWhole, checked }): ReportForm[] => {
      const kind = ROUTE_KINDS.find((known) => known === name);
      const steps = asks.flatMap((ask) => STEPS.find((step) => step === ask) ?? []);
      return kind === undefined ? [] : [{ kind, asks: steps, choice, isWhole, checked }];
    });
}
