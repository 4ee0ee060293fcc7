import { element } from './dom';
import type { Editors } from './editors';

/** What webpack makes of this: the folder that chunks come from. */
declare const __webpack_public_path__: string;
declare const __webpack_nonce__: string | undefined;

/** Has the editor's script and styles fetched, while the host is still at work; nothing of them runs yet. */
export function fetchEditor(): void {
  const nonce = __webpack_nonce__;
  for (const [name, as] of [
    ['editor.js', 'script'],
    ['editor.css', 'style'],
  ] as const)
    document.head.append(element('link', { rel: 'preload', as, href: `${__webpack_public_path__}${name}`, nonce }));
}

/** Runs the editor's script. It is far larger than all the rest, so the rest does not wait for it. */
export async function loadEditor(): Promise<Editors> {
  const { makeEditors } = await import(/* webpackChunkName: "editor" */ './editors');
  return makeEditors(`${__webpack_public_path__}editor.worker.js`);
}
