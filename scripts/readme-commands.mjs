#!/usr/bin/env node
/** Writes the list of all commands into the README, between its two marks, from package.json. A test compares them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
export const MARKS = ['<!-- commands -->', '<!-- end of commands -->'];

/** The list as it stands between the marks: a line a command, with its keys. */
export function commandList({ contributes: { commands, keybindings } }) {
  const keys = (command) => keybindings.filter((each) => each.command === command).map(({ key }) => `\`${key}\``);
  const line = ({ command, title }) => [`- ${title}`, ...(keys(command).length > 0 ? [keys(command).join(', ')] : [])];
  return commands.map((each) => line(each).join(' · ')).join('\n');
}

/** The README with the list of a package.json. */
export function withCommands(readme, manifest) {
  const [begin, end] = MARKS.map((mark) => readme.indexOf(mark));
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${MARKS.join(' … ')}`);
  return `${readme.slice(0, begin + MARKS[0].length)}\n\n${commandList(manifest)}\n\n${readme.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const path = join(root, 'README.md');
  writeFileSync(path, withCommands(readFileSync(path, 'utf8'), manifest));
}
