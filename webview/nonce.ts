/**
 * Lets this script load its chunks: the page's policy runs a script only by nonce, and webpack gives the one named here to
 * those it adds. It has to be imported before anything else.
 */
declare let __webpack_nonce__: string | undefined;

// eslint-disable-next-line prefer-const -- webpack turns this into an assignment to a variable of its own
__webpack_nonce__ = document.currentScript?.nonce;
