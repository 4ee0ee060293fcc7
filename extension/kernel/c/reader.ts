import type { Token } from './token';

/** A file that the preprocessor is reading. */
export interface Reader {
  readonly file: number;
  readonly tokens: readonly Token[];
  at: number;
  /** How many conditionals were open when the file began. */
  readonly conditionals: number;
}

/** Goes on to the next directive: the tokens between are in a group that is not taken. */
export function skipGroup(reader: Reader): void {
  while (reader.at < reader.tokens.length) {
    const token = reader.tokens[reader.at];
    if (token?.first === true && token.text === '#') return;
    reader.at++;
  }
}
