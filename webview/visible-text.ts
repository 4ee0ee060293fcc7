import { element } from './dom';

/**
 * Characters that reorder, hide or join text without being seen: C0 and C1 controls (without tab and newline), soft hyphen,
 * zero width characters, and the directional formatting of Unicode's UAX 9.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/**
 * Appends text from a mail so that what the reader sees is what it holds: a character that would act unseen is shown
 * by its number instead of acting.
 *
 * @returns how many such characters there were
 */
export function appendVisible(parent: Node, text: string): number {
  let shown = 0;
  let count = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    parent.appendChild(document.createTextNode(text.slice(shown, match.index)));
    parent.appendChild(
      element('span', { class: 'unseen', title: 'A character that is not seen by itself' }, `U+${code}`),
    );
    shown = match.index + match[0].length;
    count += 1;
  }
  parent.appendChild(document.createTextNode(text.slice(shown)));
  return count;
}
