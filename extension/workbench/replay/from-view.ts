import * as v from 'valibot';
import type { FromView, RestoredView } from '../../../webview/protocol';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Restored = v.object({
  flow: v.string(),
  series: v.nullable(v.string()),
  step: count,
  made: v.exactOptional(
    v.pipe(
      v.array(v.object({ from: v.string(), step: count, actor: count, way: count, assumes: v.nullable(v.string()) })),
      v.maxLength(200),
    ),
  ),
  run: v.exactOptional(v.string()),
});

const Message = v.variant('type', [
  v.object({ type: v.literal('ready'), restored: v.nullable(Restored), shown: v.boolean() }),
  v.object({ type: v.literal('steps'), request: count, from: count, to: count }),
  v.object({ type: v.literal('state'), request: count, step: count, run: v.exactOptional(v.string()) }),
  v.object({ type: v.literal('tracks'), request: count }),
  v.object({ type: v.literal('choices'), request: count, step: count }),
  v.object({ type: v.literal('compare'), request: count, run: v.string() }),
  v.object({ type: v.literal('source'), request: count, file: v.string() }),
  v.object({ type: v.literal('moved'), step: count }),
  v.object({ type: v.literal('pane'), pane: v.pipe(v.string(), v.maxLength(40)) }),
  v.object({ type: v.literal('open-step'), step: count }),
  v.object({ type: v.literal('trace'), use: v.picklist(['copy', 'save']) }),
  v.object({ type: v.literal('link'), linked: v.boolean() }),
  v.object({ type: v.literal('open-message'), messageId: v.string() }),
  v.object({
    type: v.literal('evaluate'),
    request: count,
    step: count,
    actor: count,
    expressions: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(20)),
  }),
  v.object({
    type: v.literal('values'),
    request: count,
    at: v.pipe(v.array(v.object({ step: count, actor: count })), v.maxLength(500)),
    expressions: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(20)),
  }),
  v.object({ type: v.literal('links'), request: count, steps: v.pipe(v.array(count), v.maxLength(50)) }),
  v.object({ type: v.literal('insert'), step: count, text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  v.object({ type: v.literal('copy'), text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  v.object({
    type: v.literal('save'),
    name: v.pipe(v.string(), v.regex(/^\w[\w.-]{0,100}$/)),
    text: v.pipe(v.string(), v.maxLength(20_000_000)),
  }),
  v.object({ type: v.literal('moment'), run: v.string(), step: count, use: v.picklist(['copy', 'tour']) }),
  v.object({ type: v.literal('choose'), step: count, actor: count, way: count, assumes: v.nullable(v.string()) }),
  v.object({
    type: v.literal('note'),
    step: count,
    id: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    text: v.pipe(v.string(), v.maxLength(100_000)),
  }),
  v.object({ type: v.literal('switch-run'), run: v.string(), step: count }),
  v.object({ type: v.literal('watch'), text: v.pipe(v.string(), v.maxLength(500)), keep: v.boolean() }),
  v.object({
    type: v.literal('group'),
    id: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    from: count,
    to: count,
    name: v.pipe(v.string(), v.maxLength(200)),
  }),
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('explore'), violations: v.pipe(count, v.minValue(1), v.maxValue(50)) }),
]);

/** What came from the view, if it is what the protocol says; a view is a web page, and nothing it sends is trusted. */
export function parseFromView(message: unknown): FromView | null {
  const checked = v.safeParse(Message, message);
  return checked.success ? checked.output : null;
}

/** What the view kept over a reload, or null where it kept nothing that can be understood. */
export function parseRestored(state: unknown): RestoredView | null {
  const checked = v.safeParse(Restored, state);
  return checked.success ? checked.output : null;
}
