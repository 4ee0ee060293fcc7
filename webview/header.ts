import { element } from './dom';
import { icon } from './icons';
import type { Moment, Pane, Replay } from './moment';
import { numberText } from './number-text';
import type { ReplayModel } from './protocol';

const VERDICTS = {
  pass: 'Pass',
  violation: 'Violation',
  incomplete: 'Incomplete',
  unmodelled: 'Unmodelled',
} as const;

const ORIGINS = {
  series: 'lines that run and come from the patch series',
  tree: 'lines that run and come from the kernel tree',
  model: 'lines that run and come from models that stand in for the kernel',
  flow: 'lines that run and come from the flow itself',
  machine: 'lines that run and come from the headers of the machine',
  primitive: 'primitives that the machine itself provides',
} as const;

/** What was found, and how far it can be relied on. */
export class Header implements Pane {
  readonly element: HTMLElement;
  readonly #explore: () => void;
  #replay: Replay | null = null;

  constructor(explore: () => void) {
    this.#explore = explore;
    this.element = element('header', { class: 'header' });
  }

  show({ replay }: Moment): void {
    if (this.#replay === replay) return;
    this.#replay = replay;
    const { model } = replay;
    const whatIf = (model.runs?.find(({ id }) => id === model.run)?.parts ?? 0) > 0;
    const asExpected = model.expected === '' || matches(model);
    this.element.replaceChildren(
      element(
        'div',
        { class: 'headline' },
        element(
          'span',
          { class: `verdict verdict-${model.verdict}` },
          icon(model.verdict),
          element('span', {}, whatIf && model.verdict === 'incomplete' ? 'Breaks no rule' : VERDICTS[model.verdict]),
          model.rule === null ? null : element('code', { class: 'rule' }, model.rule),
        ),
        element('h1', { title: model.title }, model.title),
        model.seriesTitle === null
          ? null
          : element('span', { class: 'series-title', title: model.seriesTitle }, model.seriesTitle),
        model.can?.includes('explore') === true ? this.#exploreButton() : null,
      ),
      element('p', { class: 'message', tabindex: 0, title: model.message }, model.message),
      element(
        'ul',
        { class: 'facts', tabindex: 0, 'aria-label': 'What this rests on' },
        fact('covered', model.complete, 'How much of all schedules the search has seen'),
        fact('states', numberText(model.states), 'Different states that the search met'),
        fact('transitions', numberText(model.transitions), 'Steps that the search made'),
        ...(['series', 'tree', 'model', 'flow', 'machine', 'primitive'] as const).flatMap((origin) => {
          const lines = model.origins[origin];
          return lines === undefined ? [] : [fact(origin, String(lines), ORIGINS[origin], `origin origin-${origin}`)];
        }),
        whatIf
          ? fact('what if', '', 'A run of your own, which no search was asked about')
          : fact(
              asExpected ? 'as expected' : 'expected',
              asExpected ? '' : model.expected,
              `The flow says: expect ${model.expected}`,
              asExpected ? '' : 'unexpected',
            ),
      ),
    );
  }

  #exploreButton(): HTMLButtonElement {
    const button = element(
      'button',
      { type: 'button', class: 'text-button', 'aria-label': 'Search again', title: 'Search again' },
      icon('refresh'),
      element('span', { class: 'button-words' }, 'Search again'),
    );
    button.addEventListener('click', this.#explore);
    return button;
  }
}

function fact(name: string, value: string, title: string, kind = ''): HTMLLIElement {
  return element(
    'li',
    { title, class: kind },
    element('span', { class: 'fact-name' }, name),
    value === '' ? null : ` ${value}`,
  );
}

/** `expect:` is a verdict, for violations with the rule and perhaps the function. */
function matches({ expected, verdict, rule }: ReplayModel): boolean {
  const [wanted, wantedRule] = expected.trim().split(/\s+/);
  return wanted === verdict && (wantedRule === undefined || wantedRule === rule);
}
