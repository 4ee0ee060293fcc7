/** A folder of a list of files, or one of the files. */
export type Branch<File> =
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly File[]; readonly within: string }
  | { readonly kind: 'file'; readonly file: File };

/**
 * One level of files as a tree: the folders and files that stand directly in a folder, in the order of the files. A folder
 * that holds nothing but another one is shown together with it, as `drivers/misc`.
 * @param within the path of the folder with its slash, or nothing for the top
 */
export function branches<File extends { readonly path: string }>(
  files: readonly File[],
  within: string,
): Branch<File>[] {
  const level = new Map<string, File[]>();
  for (const file of files) {
    const rest = file.path.slice(within.length);
    const slash = rest.indexOf('/');
    const key = slash < 0 ? rest : rest.slice(0, slash + 1);
    const known = level.get(key);
    if (known === undefined) level.set(key, [file]);
    else known.push(file);
  }
  return [...level].flatMap(([key, held]): Branch<File>[] => {
    if (!key.endsWith('/')) return held.map((file) => ({ kind: 'file', file }));
    const [only, ...others] = branches(held, within + key);
    if (only?.kind === 'folder' && others.length === 0) return [{ ...only, name: `${key}${only.name}` }];
    return [{ kind: 'folder', name: key.slice(0, -1), files: held, within: within + key }];
  });
}
