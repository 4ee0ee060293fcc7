/** A model of a function that nobody defines, to be filled in: what it returns is a reader's decision, and says so. */

export interface StubRequest {
  readonly name: string;
  /** Its prototype as the headers have it, with or without the semicolon; empty where nobody declares it. */
  readonly prototype: string;
  /** The header that declares it, "linux/dma-buf.h"; null where none does. */
  readonly header: string | null;
}

/** Where a reader's own models lie in the workspace. */
export const ownModelsFolder = '.kapi-replay/models';

/**
 * The C of a stub. It returns what stands for "nothing happened" in its type (0, NULL, false), and its comment says that
 * every verdict that rests on it rests on that.
 */
export function modelStub({ name, prototype, header }: StubRequest): string {
  const head =
    prototype
      .replace(/;\s*$/, '')
      .replace(/^\s*extern\s+/, '')
      .trim() || `int ${name}(void)`;
  const type = head.slice(0, Math.max(0, head.indexOf(name))).trim();
  const result = resultOf(type);
  return [
    '/**',
    ` * A model of ${name}(), begun as a stub. Say here what its callers can rely on, and make the body do it: a verdict`,
    ' * of a run that comes through here rests on this text.',
    ' */',
    header === null ? '#include <kapi/kernel.h>' : `#include <${header}>`,
    '',
    head,
    '{',
    ...(result === null ? [] : [`\treturn ${result};`]),
    '}',
    '',
  ].join('\n');
}

function resultOf(type: string): string | null {
  const bare = type.replace(/\b(?:static|inline|extern|const|__\w+)\b/g, ' ').trim();
  if (bare.includes('*')) return 'NULL';
  if (/^void$/.test(bare)) return null;
  return /^bool$|^_Bool$/.test(bare) ? 'false' : /^struct |^union /.test(bare) ? `(${bare}){ 0 }` : '0';
}
