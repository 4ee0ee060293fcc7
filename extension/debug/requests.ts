/** What a client asks, checked: it may be any program, and what it sends is not trusted. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer());
const source = v.object({ path: v.optional(v.string(), ''), name: v.optional(v.string(), '') });

/** Arguments by request, for those that have any; members that are not read here are let go. */
export const ARGUMENTS = {
  setBreakpoints: v.object({
    source,
    breakpoints: v.optional(
      v.array(
        v.object({
          line: count,
          condition: v.optional(v.string()),
          hitCondition: v.optional(v.string()),
          logMessage: v.optional(v.string()),
        }),
      ),
      [],
    ),
  }),
  breakpointLocations: v.object({ source, line: count, endLine: v.optional(count) }),
  setExceptionBreakpoints: v.object({ filters: v.array(v.string()) }),
  dataBreakpointInfo: v.object({ variablesReference: v.optional(count, 0), name: v.string() }),
  setDataBreakpoints: v.object({
    breakpoints: v.array(
      v.object({
        dataId: v.string(),
        accessType: v.optional(v.picklist(['read', 'write', 'readWrite'])),
        condition: v.optional(v.string()),
        hitCondition: v.optional(v.string()),
      }),
    ),
  }),
  thread: v.object({
    threadId: v.optional(count, 0),
    granularity: v.optional(v.picklist(['statement', 'line', 'instruction']), 'statement'),
  }),
  stackTrace: v.object({ threadId: count, startFrame: v.optional(count, 0), levels: v.optional(count, 0) }),
  frame: v.object({ frameId: count }),
  variables: v.object({
    variablesReference: count,
    start: v.optional(count, 0),
    count: v.optional(count, 0),
  }),
  evaluate: v.object({
    expression: v.pipe(v.string(), v.maxLength(10_000)),
    frameId: v.optional(count),
    context: v.optional(v.string(), 'repl'),
  }),
  completions: v.object({ frameId: v.optional(count), text: v.string(), column: count }),
  gotoTargets: v.object({ source, line: count }),
  goto: v.object({ targetId: count }),
  goToStep: v.object({ step: count }),
} as const;

/** @throws Error that says which argument is wrong */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  command: string,
  given: unknown,
): v.InferOutput<Schema> {
  const found = v.safeParse(schema, given ?? {});
  if (found.success) return found.output;
  const [issue] = found.issues;
  throw new Error(`${command}: ${v.getDotPath(issue) ?? 'the arguments'}: ${issue.message}`);
}
