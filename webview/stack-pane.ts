import { type ActorLook, look } from './actors';
import { element } from './dom';
import type { Moment, Pane } from './moment';
import type { ViewFrame, ViewState } from './protocol';

/** The call stack of every actor, innermost call first, with arguments and locals. */
export class StackPane implements Pane {
  readonly element: HTMLElement;
  #shown: ViewState | null = null;

  constructor() {
    this.element = element('div', { class: 'stack-pane', tabindex: 0, role: 'group', 'aria-label': 'Call stacks' });
  }

  show(moment: Moment): void {
    this.element.ariaBusy = String(moment.state === null);
    if (moment.state === null || moment.state === this.#shown) return;
    this.#shown = moment.state;
    const current = moment.current?.actor;
    const stacks = [...moment.state.stacks].sort(
      (left, right) => Number(right.actor === current) - Number(left.actor === current),
    );
    this.element.replaceChildren(
      ...stacks.map(({ actor, status, frames }) => {
        const who =
          moment.replay.actors.find(({ index }) => index === actor) ?? look({ index: actor, name: `actor ${actor}` });
        return stackBlock(who, status, frames, actor === current);
      }),
    );
  }
}

function stackBlock(actor: ActorLook, status: string, frames: readonly ViewFrame[], current: boolean): HTMLElement {
  return element(
    'details',
    { class: `stack ${actor.look}${current ? ' current' : ''}`, open: current || frames.length > 0 },
    element(
      'summary',
      {},
      element('span', { class: `actor-badge ${actor.look}`, 'aria-hidden': 'true' }, actor.letter),
      element('span', { class: 'actor-name' }, actor.name),
      element('span', { class: 'status' }, status),
    ),
    element('ol', {}, ...frames.map(frameItem)),
  );
}

function frameItem(frame: ViewFrame): HTMLLIElement {
  return element(
    'li',
    {},
    element(
      'div',
      { class: 'frame', title: `${frame.file}:${frame.line}` },
      element('code', { class: 'frame-name' }, `${frame.function}(${frame.arguments})`),
      element('span', { class: `origin origin-${frame.origin}` }, frame.origin),
      element('span', { class: 'frame-place' }, `${frame.file}:${frame.line}`),
    ),
    frame.variables.length === 0
      ? null
      : element(
          'dl',
          { class: 'variables' },
          ...frame.variables.map(({ name, type, value }) =>
            element('div', { title: type }, element('dt', {}, name), element('dd', {}, value)),
          ),
        ),
  );
}
