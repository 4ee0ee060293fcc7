/**
 * How `git send-email` sends a reply as it stands in its file: recipients and thread are those of its headers, nobody is
 * added because of a trailer in the quotes, not even the sender (git-send-email(1), --suppress-cc), and it asks before it sends.
 * @returns the arguments of git
 */
export const sendArguments = (file: string): readonly string[] => [
  'send-email',
  '--confirm=always',
  '--suppress-cc=body',
  '--suppress-cc=author',
  '--suppress-from',
  '--no-thread',
  file,
];

/** The same as a person would type it. */
export const sendCommandLine = (file: string): string =>
  ['git', ...sendArguments(file)].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word))).join(' ');

/** For a POSIX shell: nothing is special between single quotes. */
const quoted = (word: string): string => `'${word.replace(/'/g, `'\\''`)}'`;
