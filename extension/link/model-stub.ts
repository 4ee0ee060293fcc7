import type { Api } from './apis';

/** A file for the reader to fill in, and how a flow gets it. */
export interface ModelStub {
  /** Below the folder of flows: "models/pci_resize_bar.h". */
  readonly path: string;
  readonly text: string;
  /** The line that a flow needs. */
  readonly include: string;
}

/**
 * A model of a function that nobody defines. Until it is filled in, reaching it ends a run as unmodelled: what it calls in
 * the place of a body is not defined either, so that no run passes by it.
 * @returns null where no declaration of the function is known: without one its callers can't be executed either
 */
export function modelStub({ name, signature, uses }: Pick<Api, 'name' | 'signature' | 'uses'>): ModelStub | null {
  const declaration = signature
    .replace(/\s+/g, ' ')
    .replace(/\b(?:extern|__must_check|__printf\([^)]*\))\s*/g, '')
    .replace(/;\s*$/, '')
    .trim();
  const parsed = /^(.*?[\s*])(\w+)\s*\(/.exec(declaration);
  if (parsed?.[1] === undefined || parsed[2] !== name || /\bstatic\b/.test(declaration)) return null;
  const returns = parsed[1].trim();
  const missing = `${name}_is_to_be_filled_in`;
  const callers = [...new Set(uses.map((use) => use.in))].filter((caller) => caller !== '');
  const guard = `MODEL_${name.toUpperCase()}_H`;
  const result = returns === 'void' ? `\t${missing}();` : `\treturn ${missing}();`;
  const text = `/*
 * A model of ${name}()${callers.length === 0 ? '' : `, which ${callers.join(', ')} call${callers.length === 1 ? 's' : ''}`}.
 *
 * Write what its contract says: which locks it needs and takes, whether it sleeps, what it returns. Say what you keep and
 * what is left out. Until then reaching it ends the run as unmodelled.
 */
#ifndef ${guard}
#define ${guard}

${returns}${returns.endsWith('*') ? '' : ' '}${missing}(void);

${declaration}
{
${result}
}

#endif
`;
  return { path: `models/${name}.h`, text, include: `#include "models/${name}.h"` };
}

/** A flow's text with the stub's include behind its last one; unchanged where it has the line already. */
export function withInclude(flow: string, include: string): string {
  const lines = flow.split('\n');
  if (lines.includes(include)) return flow;
  const last = lines.findLastIndex((line) => /^#\s*include\b/.test(line));
  const comment = lines.findIndex((line) => line.includes('*/'));
  lines.splice((last >= 0 ? last : comment) + 1, 0, include);
  return lines.join('\n');
}
