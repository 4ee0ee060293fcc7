import { COMMANDS } from './commands';
import type { ViewCommand } from './protocol';

/**
 * Single keys drive the view wherever the focus is, except where a person types. Arrows, Home and End are left to a widget
 * that uses them itself (the scrubber, tabs, the code), which then means the same or its own caret.
 */
export function listenForKeys(run: (command: ViewCommand) => void, follow: (actorPosition: number) => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (!(target instanceof Element) || isTyping(target)) return;
    if (usesKey(target, event.key)) return;
    const entry = COMMANDS.find(({ keys }) => keys.includes(event.key));
    if (entry !== undefined) {
      event.preventDefault();
      run(entry.command);
    } else if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      follow(Number(event.key) - 1);
    }
  });
}

/** Monaco's hidden text area is read-only here, so letters typed in it are commands too. */
function isTyping(target: Element): boolean {
  if (target.closest('.monaco-editor') !== null && target.closest('.find-widget') === null) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'range' && target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function usesKey(target: Element, key: string): boolean {
  if (key.startsWith('Arrow') && target.closest('[role="tablist"], [role="separator"]') !== null) return true;
  return /^(Arrow|Home$|End$)/.test(key) && target.closest('.monaco-editor, input, select, [role="grid"]') !== null;
}
