/** The debugger as VS Code drives it: its own breakpoints, its own requests, and what it then shows. */
import assert from 'node:assert/strict';
import {
  DebugStackFrame,
  Location,
  Position,
  SourceBreakpoint,
  TabInputTextDiff,
  Uri,
  commands,
  debug,
  window,
  workspace,
  type Breakpoint,
  type DebugSession,
  type Disposable,
} from 'vscode';
import type { KapiReplay } from '../../../extension/workbench/api';
import { eventually, tabInFront, withSample, write } from '../installed';

const FLOW = 'chime-ring-vs-remove';
const type = 'kapi-replay';

interface Stop {
  readonly reason: string;
  readonly description?: string;
  readonly threadId: number;
}

interface Frame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly source?: { readonly path: string };
}

describe('debugging a flow', () => {
  let kapi: KapiReplay;
  let tracker: Disposable;
  let stops: Stop[] = [];
  let chime: Uri;

  before(async () => {
    kapi = await withSample();
    tracker = debug.registerDebugAdapterTrackerFactory(type, {
      createDebugAdapterTracker: () => ({
        onDidSendMessage: (message: { type: string; event?: string; body?: unknown }) => {
          if (message.type === 'event' && message.event === 'stopped') stops.push(message.body as Stop);
        },
      }),
    });
    await commands.executeCommand('kapi-replay.openFile', '20260302090000.4711-3-noor@example.org', 'lib/chime.c');
    const input = tabInFront();
    assert.ok(input instanceof TabInputTextDiff);
    chime = input.modified;
  });

  afterEach(async () => {
    debug.removeBreakpoints([...debug.breakpoints]);
    await debug.stopDebugging();
    await eventually('the end of the session', () => debug.activeDebugSession === undefined);
    stops = [];
  });
  after(() => tracker.dispose());

  /** The stop of that number, and VS Code showing somebody's stack after it. */
  async function stopped(count: number): Promise<Stop> {
    const stop = await eventually(`stop ${count}`, () => stops[count - 1]);
    await eventually('a frame in the call stack', () => debug.activeStackItem instanceof DebugStackFrame);
    return stop;
  }

  /** The row (from 0) of the first line of the diff's new side that holds a text. */
  async function row(text: string): Promise<number> {
    const document = await workspace.openTextDocument(chime);
    const found = document
      .getText()
      .split('\n')
      .findIndex((line) => line.includes(text));
    assert.ok(found >= 0, text);
    return found;
  }

  function session(): DebugSession {
    assert.ok(debug.activeDebugSession, 'a session runs');
    return debug.activeDebugSession;
  }

  async function top(): Promise<Frame> {
    const answer = (await session().customRequest('stackTrace', { threadId: stops.at(-1)?.threadId })) as {
      stackFrames: Frame[];
    };
    const [frame] = answer.stackFrames;
    assert.ok(frame, 'somebody stands somewhere');
    return frame;
  }

  const evaluate = async (expression: string): Promise<string> =>
    ((await session().customRequest('evaluate', { expression, frameId: (await top()).id })) as { result: string })
      .result;

  it('stops at a breakpoint in the diff of the patch, steps back and works out names', async () => {
    const line = await row('list_for_each_entry');
    debug.addBreakpoints([new SourceBreakpoint(new Location(chime, new Position(line, 0)))]);
    await commands.executeCommand('kapi-replay.debugFlow', FLOW);
    assert.equal((await stopped(1)).reason, 'entry');
    const [breakpoint] = debug.breakpoints as readonly Breakpoint[];
    assert.ok(breakpoint);
    const verified = (await session().getDebugProtocolBreakpoint(breakpoint)) as { verified: boolean } | undefined;
    assert.equal(verified?.verified, true);

    await commands.executeCommand('workbench.action.debug.continue');
    assert.equal((await stopped(2)).reason, 'breakpoint');
    const frame = await top();
    assert.equal(frame.line, line + 1);
    assert.equal(Uri.parse(frame.source?.path ?? '').toString(), chime.toString());
    assert.match(await evaluate('chime'), /^&/);

    await commands.executeCommand('workbench.action.debug.stepInto');
    const after = await stopped(3);
    await commands.executeCommand('workbench.action.debug.stepBack');
    await stopped(4);
    assert.equal(after.reason, 'step');
    assert.equal((await top()).line, line + 1);
  });

  it('runs to the violation as to an exception, and back to the start', async () => {
    await commands.executeCommand('kapi-replay.debugFlow', FLOW);
    await stopped(1);
    await commands.executeCommand('workbench.action.debug.continue');
    const stop = await stopped(2);
    assert.deepEqual([stop.reason, stop.description], ['exception', 'Violation of use-after-free']);
    await commands.executeCommand('workbench.action.debug.reverseContinue');
    assert.equal((await stopped(3)).description, 'At the start of the trace');
  });

  it('is in step with the replay view, both ways', async () => {
    await commands.executeCommand('kapi-replay.replayFlow', FLOW);
    const drawn = await eventually('the replay', () =>
      kapi.replay?.ready === true && kapi.replay.stepCount > 0 ? kapi.replay : null,
    );
    await commands.executeCommand('kapi-replay.debugFlow', FLOW);
    await stopped(1);
    await commands.executeCommand('kapi-replay.debug.goToStep', 5);
    await stopped(2);
    await eventually('the view at step 5', () => kapi.replay?.step === 5);
    await commands.executeCommand('kapi-replay.replay.violation');
    const stop = await stopped(3);
    assert.deepEqual([stop.reason, kapi.replay?.step], ['goto', drawn.stepCount]);
    await commands.executeCommand('kapi-replay.debug.showReplay');
  });

  it('starts from a launch configuration that names its series', async () => {
    await commands.executeCommand('kapi-replay.closeAll');
    await write('.kapi-replay/flows/.keep', '');
    const started = await debug.startDebugging(workspace.workspaceFolders?.[0], {
      type,
      request: 'launch',
      name: 'From the mailbox',
      flow: FLOW,
      series: 'chime.mbox',
      stopOnEntry: false,
    });
    assert.equal(started, true);
    assert.equal((await stopped(1)).reason, 'exception');
    assert.ok(window.activeTextEditor !== undefined || window.visibleTextEditors.length > 0);
  });

  it('steps back out of a function and back into the step before', async () => {
    kapi = await withSample();
    await commands.executeCommand('kapi-replay.debugFlow', FLOW);
    await stopped(1);
    await commands.executeCommand('kapi-replay.debug.goToStep', 12);
    await stopped(2);
    await commands.executeCommand('kapi-replay.debug.stepBackInto');
    const one = await stopped(3);
    assert.match(one.description ?? '', /^Before step 11 of/);
    await commands.executeCommand('kapi-replay.debug.stepBackOut');
    const out = await stopped(4);
    assert.ok(Number(/\d+/.exec(out.description ?? '')?.[0]) < 11, out.description);
  });
});
