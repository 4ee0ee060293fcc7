import { element } from './dom';

/** One mark, where it stands in its layer, in CSS pixels; what is left out is the style sheet's. */
export interface MarkLook {
  readonly look: string;
  readonly top: number;
  readonly height?: number;
  readonly left?: number;
  readonly width?: number;
  readonly text?: string;
}

interface Made {
  readonly element: HTMLElement;
  shown: MarkLook;
}

const NOTHING: MarkLook = { look: '', top: 0 };

/** The marks of one kind in a layer. They are filled anew for every moment, and only what differs is touched. */
export class MarkElements {
  readonly #layer: HTMLElement;
  readonly #made: Made[] = [];

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  fill(wanted: readonly MarkLook[]): void {
    for (const { element: left } of this.#made.splice(wanted.length)) left.remove();
    for (const [at, look] of wanted.entries()) {
      let made = this.#made[at];
      if (made === undefined) {
        made = { element: element('div'), shown: NOTHING };
        this.#made.push(made);
        // Those of other kinds in the layer stay where they are: order among kinds is the style sheet's.
        this.#layer.append(made.element);
      }
      change(made, look);
    }
  }
}

function change(made: Made, look: MarkLook): void {
  const { element: mark, shown } = made;
  made.shown = look;
  if (shown.look !== look.look) mark.className = look.look;
  if (shown === NOTHING || shown.top !== look.top) mark.style.top = `${look.top}px`;
  for (const side of ['height', 'left', 'width'] as const) {
    const pixels = look[side];
    if (shown[side] !== pixels) mark.style[side] = pixels === undefined ? '' : `${pixels}px`;
  }
  if (shown.text !== look.text) mark.textContent = look.text ?? '';
}
