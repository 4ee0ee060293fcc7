import { shape } from './dom';

/** Outlines on a grid of 16, drawn with the text's colour; `f` at the head of a path fills it. */
const PATHS = {
  start: ['M3.5 3v10', 'fM13 3.2v9.6L6 8z'],
  back: ['fM11.5 3v10L4.5 8z'],
  next: ['fM4.5 3v10l7-5z'],
  end: ['M12.5 3v10', 'fM3 3.2v9.6L10 8z'],
  violation: ['M8 2 14.5 13.5H1.5z', 'M8 6.2v3.6', 'M8 11.3v.6'],
  'next-switch': ['M2 4.5h4.5l4 7H14', 'M11.8 9.2 14 11.5l-2.2 2.3', 'M2 11.5h3'],
  'previous-switch': ['M14 4.5H9.5l-4 7H2', 'M4.2 9.2 2 11.5l2.2 2.3', 'M14 11.5h-3'],
  over: ['M2.5 10.5c0-6 8.5-7 10.3-1.6', 'M13.4 5.4l-.5 3.7-3.6-.9', 'fM8 11.2a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z'],
  'back-over': [
    'M13.5 10.5c0-6-8.5-7-10.3-1.6',
    'M2.6 5.4l.5 3.7 3.6-.9',
    'fM8 11.2a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  ],
  out: ['M8 9.5v-7', 'M4.8 5.5 8 2.3l3.2 3.2', 'fM8 11.2a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z'],
  play: ['fM5 2.8v10.4L13 8z'],
  pause: ['fM4 3h2.8v10H4z', 'fM9.2 3H12v10H9.2z'],
  stop: ['fM4 4h8v8H4z'],
  help: [
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
    'M6.2 6.4C6.2 4 9.9 4 9.9 6.3 9.9 7.8 8 7.8 8 9.4',
    'M8 11.2v.6',
  ],
  copy: ['M5.5 5.5h7v8h-7z', 'M3.5 10.5v-8h7'],
  open: ['M8.5 3h-5v10h9V8.5', 'M9.5 2.5H13.5V6.5', 'M13.2 2.8 7.5 8.5'],
  close: ['M4 4l8 8', 'M12 4l-8 8'],
  filter: ['M2.5 3.5h11L9.5 8.5v4l-3 1v-5z'],
  fold: ['M3 3.5h10', 'M3 12.5h10', 'M5.5 6.2 8 8.4l2.5-2.2', 'M5.5 9.8h5'],
  columns: ['M2.5 3h11v10h-11z', 'M8 3v10'],
  refresh: ['M13 8a5 5 0 1 1-1.6-3.7', 'M13.2 2v3.2H10'],
  lock: ['M4 7.5h8v6H4z', 'M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5'],
  unlock: ['M4 7.5h8v6H4z', 'M5.5 7.5V4.6a2.5 2.5 0 0 1 4.9-.6'],
  'to-lock': ['M2.5 8h6v5.5h-6z', 'M3.7 8V6.2a1.8 1.8 0 0 1 3.6 0V8', 'M9.5 3.5h4.5', 'M11 8h3', 'M11 12.5h3'],
  wait: ['M4.5 2.5h7', 'M4.5 13.5h7', 'M5.2 2.5c0 3.5 5.6 7.5 5.6 11', 'M10.8 2.5c0 3.5-5.6 7.5-5.6 11'],
  call: ['M3 8h9', 'M9 4.8 12.2 8 9 11.2'],
  return: ['M12.5 4v5H4', 'M7 6 4 9l3 3'],
  access: ['M2.5 4.5h11v7h-11z', 'M6.2 4.5v7', 'M9.8 4.5v7'],
  allocate: ['M8 3.5v9', 'M3.5 8h9'],
  free: ['M3.5 8h9'],
  statement: ['fM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z'],
  pass: ['M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z', 'M5.2 8.2l2 2 3.8-4.2'],
  incomplete: ['M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z', 'fM8 2v12A6 6 0 0 0 8 2z'],
  unmodelled: ['M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z', 'M4 12 12 4'],
  save: ['M3 2.5h8l2 2v9H3z', 'M5.5 2.8v3.4h5V2.8', 'M5.5 13.2V9.5h5v3.7'],
  note: ['M3 2.5h10v7.5l-3.5 3.5H3z', 'M9.5 13.3V10h3.3', 'M5 5.5h6', 'M5 8h3.5'],
  edit: ['M3 13l.6-3L10.5 3 13 5.5 6 12.4z', 'M9.2 4.4l2.4 2.4'],
  tracks: ['M4 2.5v11', 'M8 2.5v4', 'M8 9.5v4', 'M12 2.5v2', 'M12 7.5v6', 'M6.8 6.5h2.4', 'M6.8 9.5h2.4'],
  branch: ['M4 2.5v11', 'M4 9.5c0-3.5 8-1.5 8-6', 'M9.8 5.2 12 3l2.2 2.2', 'M2 11.5l2 2 2-2'],
  compare: ['M2.5 3h4.5v10H2.5z', 'M9 3h4.5v10H9z', 'M4 6h1.5', 'M10.5 6H12', 'M10.5 9H12'],
  watch: ['M1.5 8C4 3.5 12 3.5 14.5 8 12 12.5 4 12.5 1.5 8z', 'M8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z'],
  group: ['M6 2.5H3.5v11H6', 'M8 5h5.5', 'M8 8h5.5', 'M8 11h3.5'],
  link: ['M1.5 6h4.5', 'M3.8 3.8 6 6 3.8 8.2', 'M14.5 10H10', 'M12.2 7.8 10 10l2.2 2.2', 'M8 2.5v11'],
  'go-back': ['M13 8H3.5', 'M7.2 4 3.2 8l4 4'],
  'go-forward': ['M3 8h9.5', 'M8.8 4l4 4-4 4'],
  visited: ['M3.2 5.2A5.6 5.6 0 1 1 2.4 8', 'M2.6 2.4v3h3', 'M8 5v3.2l2.4 1.6'],
  tour: ['M4.5 13.5v-11', 'M4.5 3h8l-2 2.5 2 2.5h-8'],
  more: [
    'fM3.5 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z',
    'fM8 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z',
    'fM12.5 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z',
  ],
  mail: ['M2 4h12v8.5H2z', 'M2 4.3 8 9l6-4.7'],
} as const;

export type IconName = keyof typeof PATHS;

const drawn = new Map<IconName, SVGSVGElement>();

/** A picture beside a text that says the same; assistive technology passes over it. */
export function icon(name: IconName): SVGSVGElement {
  let picture = drawn.get(name);
  if (picture === undefined) drawn.set(name, (picture = draw(name)));
  return picture.cloneNode(true) as SVGSVGElement;
}

/** The lines of an icon on its grid of 16: filled, or drawn with a pen 1.25 wide and round. */
export function iconPaths(name: IconName): readonly { readonly path: string; readonly filled: boolean }[] {
  return PATHS[name].map((path) => ({ path: path.replace(/^f/, ''), filled: path.startsWith('f') }));
}

/** The same path so far to the right and down. Capitals stand before what counts from the origin (SVG 2, section 9.3). */
export function movedPath(path: string, right: number, down: number): string {
  let command = '';
  let at = 0;
  return path.replace(/([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)),?/g, (word: string, letter: string | undefined) => {
    if (letter !== undefined) {
      command = letter;
      at = 0;
      return word;
    }
    const moved = Number.parseFloat(word) + shiftOf(command, at, right, down);
    at += 1;
    return `${Math.round(moved * 100) / 100} `;
  });
}

/** How far one number of a path goes with it; of an arc only the end, its radii and flags do not. */
function shiftOf(command: string, at: number, right: number, down: number): number {
  if (command !== command.toUpperCase()) return 0;
  if (command === 'H') return right;
  if (command === 'V') return down;
  if (command === 'A' && at % 7 < 5) return 0;
  const across = command === 'A' ? at % 7 === 5 : at % 2 === 0;
  return across ? right : down;
}

function draw(name: IconName): SVGSVGElement {
  const picture = shape('svg', { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' });
  for (const path of PATHS[name]) {
    const filled = path.startsWith('f');
    picture.append(
      shape('path', {
        d: filled ? path.slice(1) : path,
        fill: filled ? 'currentColor' : 'none',
        stroke: filled ? undefined : 'currentColor',
        'stroke-width': filled ? undefined : 1.25,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
    );
  }
  return picture;
}

/** The icon of a kind of step; kinds that this view does not know look like plain statements. */
export function kindIcon(kind: string): IconName {
  return kind in PATHS ? (kind as IconName) : 'statement';
}
