import { DocumentLines } from '../../debug/documents';
import { Timeline } from '../../debug/timeline';
import { CodeDocuments } from '../debug/code-documents';
import { runOfReplay } from '../debug/run-of-replay';
import type { Replay } from '../replay/replay';
import type { Rooms } from '../rooms';

/** Which lines of documents the replay in front runs; indexed once a replay. */
export interface RunLines {
  readonly flow: string;
  readonly replay: Replay;
  readonly timeline: Timeline;
  readonly lines: DocumentLines;
  /** The step at which the replay stands. */
  readonly step: number;
}

export class ReplayLines {
  private known: Omit<RunLines, 'step'> | null = null;

  constructor(private readonly rooms: () => Rooms) {}

  /** Null where no replay is shown. */
  async current(): Promise<RunLines | null> {
    const { replaying, flows, library, documents } = this.rooms();
    const panel = replaying.current;
    const replay = panel?.shown ?? null;
    if (panel === null || replay === null) return null;
    if (this.known?.replay !== replay) {
      const flow = await flows.find(panel.flow);
      if (flow === null) return null;
      const timeline = new Timeline(runOfReplay(replay));
      const lines = new DocumentLines(new CodeDocuments(flow, library, documents), timeline);
      this.known = { flow: panel.flow, replay, timeline, lines };
    }
    return { ...this.known, step: panel.step };
  }
}
