/**
 * How authors say that they did, or will do, what a reviewer asked for. Read from what people write on the lists; it is a
 * guess, shown as one, and the reader may overrule it.
 */

const DID =
  'added|addressed|amended|changed|clarified|converted|corrected|done|dropped|expanded|fixed|moved|reframed|removed|renamed|replaced|reworded|reworked|simplified|split|squashed|updated';
const DO =
  'add|address|adjust|change|clarify|convert|correct|do|drop|expand|fix|give|hide|include|make|move|prepare|put|remove|rename|replace|reword|rework|send|simplify|split|squash|try|update|use';

const SAYINGS: readonly RegExp[] = [
  // "Fixed.", "Reworded this."
  new RegExp(`(?:^|[.!?)] +)(?:all |now |also )?(?:${DID})\\b`, 'i'),
  // "Right, fixed.", "No problem, changed."
  new RegExp(`[,;:(] *(?:all |now |also )?(?:${DID})(?: it| this| that| these| them)?(?=[.,;!)]| and\\b|$)`, 'i'),
  // "I've dropped it"; not "when I added it".
  new RegExp(
    `(?<!\\b(?:when|since|where|that|which|as|because|after|before|if|once|what) )\\b(?:I|we)(?:'ve| have)? (?:just |also |now |simply )?(?:${DID})\\b`,
    'i',
  ),
  // "I'll move it", "OK, will do"; not "this will change".
  new RegExp(
    `(?:(?<!\\b(?:if|when|once) )\\b(?:I|we)(?:'ll| will| shall| can|'m going to| am going to| are going to)|(?:^|[.!?;,:] +)will|\\blet me|\\band will) (?:\\w+ ){0,2}?(?:${DO})\\b`,
    'i',
  ),
  /\b(?:will|going to|'ll|done|fixed|changed|dropped|removed)\b[^.!?]{0,60}\b(?:in|for) (?:v\d+|the next (?:version|revision|round|spin|posting))/i,
  /\bgood (?:catch|point|spot|idea)\b/i,
  /(?:^|[.!?] +)(?:sure|agreed|no problem)(?=[.,!]|$)/i,
];

/** Whether the words of an author say that what was asked is, or will be, done. */
export const agrees = (text: string): boolean =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .some((paragraph) => SAYINGS.some((saying) => saying.test(paragraph)));
