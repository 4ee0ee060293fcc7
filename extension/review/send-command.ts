import { parseAddresses } from '../mail/address';
import { draftHeader } from './draft-check';
import { formatAddress } from './format-mail';

/** A reply as it lies on the disk. */
export interface SavedDraft {
  readonly file: string;
  readonly text: string;
}

/**
 * How `git send-email` sends a reply as it stands in its file: recipients and thread are those of its headers, nobody is
 * added because of a trailer in the quotes, not even the sender (git-send-email(1), --suppress-cc), and it asks before it
 * sends. Recipients are named once more, since it asks for them in a terminal though the file has them.
 * @returns the arguments of git
 */
export const sendArguments = ({ file, text }: SavedDraft): readonly string[] => [
  'send-email',
  '--confirm=always',
  '--suppress-cc=body',
  '--suppress-cc=author',
  '--suppress-from',
  '--no-thread',
  ...parseAddresses(draftHeader(text, 'To')).map((address) => `--to=${formatAddress(address)}`),
  file,
];

/** The same as a person would type it. */
export const sendCommandLine = (draft: SavedDraft): string =>
  ['git', ...sendArguments(draft)].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word))).join(' ');

/** For a POSIX shell: nothing is special between single quotes. */
const quoted = (word: string): string => `'${word.replace(/'/g, `'\\''`)}'`;

/**
 * Whether git can send mail, told by what `git send-email -h` ended with: git itself says that it knows no such command
 * where the package is not installed; null where there is no git at all.
 */
export const canSend = ({ status, err }: { readonly status: number | null; readonly err: string }): boolean =>
  status !== null && !/not a git command/.test(err);

/** What to do where git cannot send, in words. */
export const howToSend = (file: string): string =>
  `git send-email is not installed (Debian and Fedora: the package git-email). The draft is complete and stays where it is: ${file}`;
