import { asciicast } from './asciicast';
import { element, setText } from './dom';
import { graphSvg } from './graph-svg';
import { icon } from './icons';
import { lanesSvg } from './lanes-svg';
import type { Moment, Pane } from './moment';
import { type LinksTo, report } from './report';

/** What leaves the editor: text to be copied, or a file of this name. */
interface Product {
  readonly title: string;
  readonly about: string;
  /** Ending of the file's name. */
  readonly ending: string;
  /** Plain text that a reply can hold. */
  readonly mail?: boolean;
  /** Null where there is nothing to make it of. */
  make(moment: Moment, linksTo: LinksTo): string | null | Promise<string | null>;
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
  readonly linksTo: LinksTo;
  /** Where a product cannot be made. */
  say(text: string): void;
}

/** Everything that can be taken out of the editor, and the CPU table to be seen. */
export class SharePane implements Pane {
  readonly element: HTMLElement;
  readonly #actions: ShareActions;
  readonly #text: HTMLElement;
  readonly #inserts: HTMLElement[] = [];
  #moment: Moment | null = null;

  constructor(actions: ShareActions) {
    this.#actions = actions;
    this.#text = element('pre', { class: 'cpu-table', tabindex: 0, 'aria-label': 'CPU table' });
    this.element = element(
      'div',
      { class: 'share-pane' },
      element('ul', { class: 'products' }, ...PRODUCTS.map((product) => this.#row(product))),
      this.#text,
    );
  }

  show(moment: Moment): void {
    this.#moment = moment;
    for (const insert of this.#inserts) insert.hidden = moment.replay.model.can?.includes('insert') !== true;
    const { table } = moment.replay.model;
    setText(this.#text, table === '' ? 'This run has no table.' : table);
  }

  #row(product: Product): HTMLLIElement {
    const { title, about } = product;
    const button = (does: string, name: 'copy' | 'save' | 'mail', use: (text: string) => void): HTMLButtonElement => {
      const made = element(
        'button',
        { type: 'button', class: 'text-button', 'aria-label': `${does} ${title}` },
        icon(name),
        does,
      );
      made.addEventListener('click', () => {
        void this.#use(product, use);
      });
      return made;
    };
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
    const text = await product.make(this.#moment, this.#actions.linksTo);
    if (text === null) this.#actions.say(`${product.title}: there is nothing to make it of at this step.`);
    else use(text);
  }
}

/** A flow's id as the beginning of a file's name. */
function fileName(flow: string): string {
  return flow.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'replay';
}
