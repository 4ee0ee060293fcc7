import { asciicast } from './asciicast';
import { element, setText } from './dom';
import { graphSvg } from './graph-svg';
import { icon } from './icons';
import { lanesSvg } from './lanes-svg';
import type { Moment, Pane } from './moment';
import { type LinksTo, report } from './report';
import type { FetchValues } from './watch-log';

/** What leaves the editor: text to be copied, or a file of this name. */
interface Product {
  readonly title: string;
  readonly about: string;
  /** Ending of the file's name. */
  readonly ending: string;
  /** Plain text that a reply can hold. */
  readonly mail?: boolean;
  /** Null where there is nothing to make it of. */
  make(moment: Moment, linksTo: LinksTo, values: FetchValues): string | null | Promise<string | null>;
}

const PRODUCTS: readonly Product[] = [
  {
    title: 'CPU table',
    about: 'Two columns, as commit messages have them',
    ending: '.txt',
    mail: true,
    make: ({ replay }) => (replay.model.table === '' ? null : replay.model.table),
  },
  {
    title: 'Report',
    about: 'Verdict, table, notes and steps, with links, as Markdown',
    ending: '.md',
    mail: true,
    make: report,
  },
  { title: 'Lanes', about: 'A picture of the rows around this step (SVG)', ending: '-lanes.svg', make: lanesSvg },
  {
    title: 'State graph',
    about: 'A picture of who references and maps whom now (SVG)',
    ending: '-state.svg',
    make: graphSvg,
  },
  { title: 'Recording', about: 'The replay as a terminal recording (asciicast v2)', ending: '.cast', make: asciicast },
];

export interface ShareActions {
  copy(text: string, what: string): void;
  save(name: string, text: string): void;
  /** Puts it into a reply that the reader chooses. */
  insert(text: string): void;
  /** The whole run as JSON, which the host makes. */
  trace(use: 'copy' | 'save'): void;
  readonly linksTo: LinksTo;
  readonly values: FetchValues;
  /** Where a product cannot be made. */
  say(text: string): void;
}

/** Everything that can be taken out of the editor, and the CPU table to be seen. */
export class SharePane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: ShareActions;
  readonly #text: HTMLElement;
  readonly #inserts: HTMLElement[] = [];
  readonly #trace: HTMLElement;
  #moment: Moment | null = null;

  constructor(actions: ShareActions) {
    this.#actions = actions;
    this.#text = element('pre', { class: 'cpu-table', tabindex: 0, 'aria-label': 'CPU table' });
    this.#trace = this.#traceRow();
    this.element = element(
      'div',
      { class: 'share-pane' },
      element('ul', { class: 'products' }, ...PRODUCTS.map((product) => this.#row(product)), this.#trace),
      this.#text,
    );
  }

  show(moment: Moment): void {
    this.#moment = moment;
    for (const insert of this.#inserts) insert.hidden = moment.replay.model.can?.includes('insert') !== true;
    this.#trace.hidden = moment.replay.model.can?.includes('trace') !== true;
    const { table } = moment.replay.model;
    setText(this.#text, table === '' ? 'This run has no table.' : table);
  }

  #traceRow(): HTMLLIElement {
    const use = (how: 'copy' | 'save') => (): void => {
      this.#actions.trace(how);
    };
    return element(
      'li',
      { hidden: true },
      element('span', { class: 'product-title' }, 'Trace'),
      element('span', { class: 'hint' }, 'Every step as JSON, for scripts and "kapi-replay replay"'),
      productButton('Copy', 'Trace', 'copy', use('copy')),
      productButton('Save…', 'Trace', 'save', use('save')),
    );
  }

  #row(product: Product): HTMLLIElement {
    const { title, about } = product;
    const button = (does: string, name: 'copy' | 'save' | 'mail', use: (text: string) => void): HTMLButtonElement =>
      productButton(does, title, name, () => {
        void this.#use(product, use);
      });
    const insert =
      product.mail === true
        ? button('Into Reply…', 'mail', (text) => {
            this.#actions.insert(text);
          })
        : null;
    if (insert !== null) this.#inserts.push(insert);
    return element(
      'li',
      {},
      element('span', { class: 'product-title' }, title),
      element('span', { class: 'hint' }, about),
      button('Copy', 'copy', (text) => {
        this.#actions.copy(text, title);
      }),
      button('Save…', 'save', (text) => {
        this.#actions.save(`${fileName(this.#moment?.replay.model.flow ?? '')}${product.ending}`, text);
      }),
      insert,
    );
  }

  async #use(product: Product, use: (text: string) => void): Promise<void> {
    if (this.#moment === null) return;
    const text = await product.make(this.#moment, this.#actions.linksTo, this.#actions.values);
    if (text === null) this.#actions.say(`${product.title}: there is nothing to make it of at this step.`);
    else use(text);
  }
}

function productButton(
  does: string,
  title: string,
  name: 'copy' | 'save' | 'mail',
  use: () => void,
): HTMLButtonElement {
  const label = `${does} ${title}`;
  const made = element('button', { type: 'button', class: 'text-button', 'aria-label': label }, icon(name), does);
  made.addEventListener('click', use);
  return made;
}

/** A flow's id as the beginning of a file's name. */
function fileName(flow: string): string {
  return flow.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'replay';
}
