/**
 * Mutants of C: what becomes of it when somebody forgets a lock, a wait, a release or a test, or does two things in the
 * wrong order. They are made from the text, one change each, by operators that know the kernel's names of such calls and
 * nothing of any file.
 */

/** One change of one file. */
export interface Mutant {
  readonly operator: string;
  /** The function that it is in. */
  readonly function: string;
  /** The line that it is about, counted from 1. */
  readonly line: number;
  /** That line as it was, for a reader. */
  readonly was: string;
  readonly text: string;
}

const LOCK =
  /^\s*(?:ret = |if \()?(?:mutex_lock|spin_lock|read_lock|write_lock|down_read|down_write|dma_resv_lock|i_mmap_lock_read|i_mmap_lock_write|ww_mutex_lock|mmap_read_lock|rcu_read_lock)(?:_interruptible|_irqsave|_irq|_bh)?\((.*)\)\)?;$/;
const UNLOCK =
  /^\s*(?:mutex_unlock|spin_unlock|read_unlock|write_unlock|up_read|up_write|dma_resv_unlock|i_mmap_unlock_read|i_mmap_unlock_write|ww_mutex_unlock|mmap_read_unlock|rcu_read_unlock)(?:_irqrestore|_irq|_bh)?\((.*)\);$/;
const WAIT =
  /^\s*(?:\w+ = )?(?:wait_for_completion\w*|dma_resv_wait_timeout|dma_fence_wait\w*|synchronize_rcu|wait_event\w*|__kapi_wait_\w+|__kapi_join)\(.*\);$/;
const RELEASE =
  /^\s*(?:\w*_put|\w*put_registration|fput|iput|kfree|kref_put|dma_buf_detach|list_del\w*|complete(?:_all)?|dma_fence_signal|dma_iova_free|iommu_unmap|translation_clear|unmap_mapping_range|zap_vma_ptes|dma_buf_(?:move_notify|invalidate_mappings|unpin|unmap_attachment\w*)|dma_resv_add_fence|dma_iova_unlink|dma_unmap_\w+)\(.*\);$/;
const CHECK = /^(\s*)(?:WARN_ON|BUG_ON|WARN_ON_ONCE|DMA_RULE|__kapi_rule|lockdep_assert\w*|dma_resv_assert_held)\(/;
/** `if (x)` with nothing but a way out below it. */
const GUARD = /^(\s*)if \((?!.*__kapi_fault)(.+)\)$/;
const WAY_OUT = /^\s*(?:return\b.*|goto \w+|continue|break);$/;

interface Body {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** All mutants of a text, in order of line and operator. */
export function mutantsOf(text: string): Mutant[] {
  const lines = text.split('\n');
  const found: Mutant[] = [];
  for (const body of bodies(lines)) {
    const add = (operator: string, at: number, change: (copy: string[]) => void): void => {
      const copy = [...lines];
      change(copy);
      const was = (lines[at] ?? '').trim();
      found.push({ operator, function: body.name, line: at + 1, was, text: copy.join('\n') });
    };
    for (let at = body.first; at <= body.last; at++) {
      const line = lines[at] ?? '';
      const lock = LOCK.exec(line)?.[1];
      if (lock !== undefined) add('drop a lock', at, (copy) => dropLock(copy, body, at));
      if (WAIT.test(line)) add('drop a wait', at, (copy) => void (copy[at] = ';'));
      if (RELEASE.test(line)) add('drop a release', at, (copy) => void (copy[at] = ';'));
      const next = lines[at + 1] ?? '';
      const isPair =
        (RELEASE.test(line) && UNLOCK.test(next)) || (UNLOCK.test(line) && (RELEASE.test(next) || WAIT.test(next)));
      if (isPair) {
        add('swap with the unlock', at, (copy) => {
          copy[at] = next;
          copy[at + 1] = line;
        });
      }
      const guard = GUARD.exec(line);
      if (guard && WAY_OUT.test(next) && !CHECK.test(line))
        add('skip a test', at, (copy) => void (copy[at] = `${guard[1] ?? ''}if (0 && (${guard[2] ?? ''}))`));
    }
  }
  return found;
}

/** Functions: from the brace at the left margin to the one that closes it. */
function bodies(lines: readonly string[]): Body[] {
  const found: Body[] = [];
  let first = -1;
  lines.forEach((line, at) => {
    if (line === '{') first = at + 1;
    else if (line === '}' && first >= 0) {
      found.push({ name: nameAbove(lines, first - 1), first, last: at - 1 });
      first = -1;
    }
  });
  return found;
}

/** The function whose body opens at a line: the last name before a parenthesis at the left margin above. */
function nameAbove(lines: readonly string[], brace: number): string {
  for (let at = brace - 1; at >= 0 && lines[at] !== '' && lines[at] !== '}'; at--) {
    const name = /^\w[^(]*?(\w+)\(/.exec(lines[at] ?? '')?.[1];
    if (name !== undefined) return name;
  }
  return '';
}

/** The lock and every unlock of it in the function: what is left is balanced, and unprotected. */
function dropLock(copy: string[], body: Body, at: number): void {
  const what = firstArgument(LOCK.exec(copy[at] ?? '')?.[1] ?? '');
  const isConditional = /^\s*if \(/.test(copy[at] ?? '');
  copy[at] = isConditional ? 'if (0)' : ';';
  for (let other = body.first; other <= body.last; other++) {
    const unlocked = UNLOCK.exec(copy[other] ?? '')?.[1];
    if (unlocked !== undefined && firstArgument(unlocked) === what) copy[other] = ';';
  }
}

const firstArgument = (list: string): string => (list.split(',')[0] ?? '').trim();
