import type { IconName } from './icons';
import type { ViewCommand } from './protocol';

/** A thing that the reader can do, by button, by key, or from VS Code. The help overlay is drawn from this table. */
export interface CommandEntry {
  readonly command: ViewCommand;
  readonly title: string;
  readonly icon: IconName;
  /** Values of `KeyboardEvent.key`; no command needs a modifier other than the shift of a capital letter. */
  readonly keys: readonly string[];
  /** Those of `keys` have no button of their own in the toolbar: they stand where what they do is seen. */
  readonly group: 'move' | 'seek' | 'visit' | 'call' | 'view' | 'keys';
}

export const COMMANDS: readonly CommandEntry[] = [
  { command: 'start', title: 'To the start', icon: 'start', keys: ['Home'], group: 'move' },
  { command: 'back', title: 'Step back', icon: 'back', keys: ['ArrowLeft', 'b'], group: 'move' },
  { command: 'play', title: 'Play or pause', icon: 'play', keys: ['p'], group: 'move' },
  { command: 'next', title: 'Next step', icon: 'next', keys: ['ArrowRight', 'n'], group: 'move' },
  { command: 'end', title: 'To the end', icon: 'end', keys: ['End'], group: 'move' },
  {
    command: 'previous-switch',
    title: 'Previous switch of actor',
    icon: 'previous-switch',
    keys: ['S'],
    group: 'seek',
  },
  { command: 'next-switch', title: 'Next switch of actor', icon: 'next-switch', keys: ['s'], group: 'seek' },
  { command: 'violation', title: 'To the violation', icon: 'violation', keys: ['v'], group: 'seek' },
  { command: 'previous-lock', title: 'Previous lock or unlock', icon: 'unlock', keys: ['L'], group: 'seek' },
  { command: 'next-lock', title: 'Next lock or unlock', icon: 'lock', keys: ['l'], group: 'seek' },
  { command: 'to-lock', title: 'To a lock of your choice', icon: 'to-lock', keys: ['g'], group: 'seek' },
  { command: 'go-back', title: 'Back to the moment visited before', icon: 'go-back', keys: [','], group: 'visit' },
  {
    command: 'go-forward',
    title: 'Forward to the moment visited after',
    icon: 'go-forward',
    keys: ['.'],
    group: 'visit',
  },
  { command: 'visited', title: 'The moments visited', icon: 'visited', keys: ['h'], group: 'visit' },
  { command: 'back-over', title: 'Back over the call', icon: 'back-over', keys: ['O'], group: 'call' },
  { command: 'over', title: 'Over the call', icon: 'over', keys: ['o'], group: 'call' },
  { command: 'back-out', title: 'Back to the caller', icon: 'return', keys: ['U'], group: 'call' },
  { command: 'out', title: 'Out to the caller', icon: 'out', keys: ['u'], group: 'call' },
  { command: 'what-if', title: 'What if another choice was made', icon: 'branch', keys: ['w'], group: 'view' },
  { command: 'compare', title: 'Compare with another run', icon: 'compare', keys: ['c'], group: 'view' },
  { command: 'tracks', title: 'Locks and objects as lanes', icon: 'tracks', keys: ['k'], group: 'view' },
  { command: 'note', title: 'Write a note on this step', icon: 'note', keys: ['m'], group: 'view' },
  { command: 'fold', title: 'The story alone, or every step', icon: 'fold', keys: ['f'], group: 'view' },
  { command: 'group', title: 'Put steps under a name', icon: 'group', keys: ['G'], group: 'view' },
  { command: 'link', title: 'Link with editor: show each step there too', icon: 'link', keys: ['e'], group: 'view' },
  { command: 'help', title: 'Keys and help', icon: 'help', keys: ['?'], group: 'view' },
  {
    command: 'run-to-line',
    title: 'Run to the line of the caret in the code',
    icon: 'next',
    keys: ['r'],
    group: 'keys',
  },
  { command: 'loop', title: 'Where an endless loop begins, or closes', icon: 'refresh', keys: ['a'], group: 'keys' },
  { command: 'faster', title: 'Play faster', icon: 'play', keys: ['+'], group: 'keys' },
  { command: 'slower', title: 'Play slower', icon: 'play', keys: ['-'], group: 'keys' },
  { command: 'fold-group', title: 'Fold the named steps, or unfold them', icon: 'fold', keys: ['z'], group: 'keys' },
  { command: 'previous-run', title: 'Show the previous run', icon: 'branch', keys: ['['], group: 'keys' },
  { command: 'next-run', title: 'Show the next run', icon: 'branch', keys: [']'], group: 'keys' },
];

/** The key as a person reads it. */
export function keyName(key: string): string {
  const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };
  return arrows[key] ?? key;
}
