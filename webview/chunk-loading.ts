/**
 * Lets this script, which stands inside the document, load its chunks: the page's policy runs a script only by nonce, and
 * webpack gives the one named here to those that it adds; and they come from the folder that the document names. It has to
 * be imported before anything else.
 */
declare let __webpack_nonce__: string | undefined;
declare let __webpack_public_path__: string;

/* eslint-disable prefer-const -- webpack turns these into assignments to variables of its own */
__webpack_nonce__ = document.currentScript?.nonce;
__webpack_public_path__ = `${document.getElementById('replay')?.dataset['assets'] ?? '.'}/`;
