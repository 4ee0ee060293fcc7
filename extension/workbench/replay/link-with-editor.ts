import { ConfigurationTarget, EventEmitter, ViewColumn, debug, workspace, type Event } from 'vscode';
import { Disposables } from '../disposables';
import { debugType, setting } from '../ids';
import { openStepLine } from '../showing';
import type { ReadingRooms } from '../reading-rooms';
import type { ReplayPanel } from './panel';

const KEY = `${setting.section}.${setting.linkWithEditor}`;

/** What is followed: the step of a flow's replay, and the view that had the focus last. */
interface Moment {
  readonly flow: string;
  readonly step: number;
}

interface Views {
  readonly current: ReplayPanel | null;
}

/** Whether the editors follow the replay view, as the setting says. */
const isSet = (): boolean => workspace.getConfiguration(setting.section).get<boolean>(setting.linkWithEditor, false);

/**
 * While the view is linked with the editor, the line of each step is shown in an editor beside the view, which keeps the focus.
 * Nothing happens at a step where it is not.
 */
export class LinkWithEditor {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<boolean>());
  readonly onDidChange: Event<boolean> = this.changed.event;
  private on = isSet();
  private wanted: Moment | null = null;
  private following = false;

  constructor(private readonly rooms: () => ReadingRooms & { readonly replaying: Views }) {
    this.disposables.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(KEY)) this.turn(isSet());
      }),
    );
  }

  get linked(): boolean {
    return this.on;
  }

  /** Turns that on or off, at once and for good. */
  async set(linked: boolean): Promise<void> {
    this.turn(linked);
    await workspace
      .getConfiguration(setting.section)
      .update(setting.linkWithEditor, linked ? true : undefined, ConfigurationTarget.Global);
  }

  /** Of steps that come faster than editors open only the last is followed. */
  follow(moment: Moment): void {
    if (!this.on) return;
    this.wanted = moment;
    if (!this.following) void this.catchUp();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private turn(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    this.changed.fire(on);
    const panel = this.rooms().replaying.current;
    if (panel !== null) this.follow({ flow: panel.flow, step: panel.step });
  }

  private async catchUp(): Promise<void> {
    this.following = true;
    try {
      for (let moment = this.wanted; moment !== null; moment = this.wanted) {
        this.wanted = null;
        await this.show(moment);
      }
    } finally {
      this.following = false;
    }
  }

  private async show({ flow, step: n }: Moment): Promise<void> {
    const rooms = this.rooms();
    const { current } = rooms.replaying;
    const step = current?.flow === flow ? current.shown?.steps[n - 1] : undefined;
    if (current === null || step === undefined || !current.panel.visible) return;
    // A primitive has no line of its own.
    if (step.line < 1) return;
    // A debugger shows the line that it stands on by itself.
    if (debug.activeDebugSession?.type === debugType) return;
    const besides = current.panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    try {
      await openStepLine(rooms, flow, step, { viewColumn: besides, preserveFocus: true, preview: true });
    } catch (error) {
      rooms.log.warn(
        `step ${n} of ${flow} cannot be shown in an editor: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
