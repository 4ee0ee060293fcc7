import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workspace, type LogOutputChannel } from 'vscode';
import type { Remark } from '../../link/check';
import type { Series } from '../../series/series';
import { Disposables } from '../disposables';
import type { Flows } from '../flows';
import { setting } from '../ids';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import type { FromChecker, ToChecker } from './check-job';

/** The worker's bundle, beside this one. */
const bundle = (): string => join(__dirname, 'check-worker.js');

/** A check that takes longer hangs: the worker is ended, and the next check begins with a new one. */
const PATIENCE_MS = 20_000;

/** Asks the front end, in a worker that starts with the first question. */
export class Checker {
  private readonly disposables = new Disposables();
  private worker: Worker | null = null;
  private told = false;
  private requests = 0;
  private readonly waiting = new Map<number, (remarks: readonly Remark[]) => void>();

  constructor(
    private readonly library: Library,
    private readonly flows: Flows,
    private readonly trees: KernelTrees,
    private readonly log: LogOutputChannel,
  ) {
    const changed = (): void => {
      this.told = false;
    };
    this.disposables.add(library.onDidChange(changed));
    this.disposables.add(flows.onDidChangeList(changed));
    this.disposables.add(trees.onDidChange(changed));
  }

  /** What the front end says about a text; nothing where it cannot be asked. */
  async check(path: string, text: string): Promise<readonly Remark[]> {
    const worker = this.running();
    if (!this.told) {
      this.told = true;
      const models = await this.flows.ownModels();
      const directory = workspace.getConfiguration(setting.section).get<string>(setting.kernelTree, '').trim();
      const trees = (await this.trees.all()).length > 0 ? [directory] : [];
      this.say(worker, { type: 'world', series: this.library.archive.series.map(bare), trees, models });
    }
    const request = ++this.requests;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.log.warn(`checking ${path} took too long and was stopped`);
        void worker.terminate();
      }, PATIENCE_MS);
      this.waiting.set(request, (remarks) => {
        clearTimeout(late);
        this.waiting.delete(request);
        resolve(remarks);
      });
      this.say(worker, { type: 'check', request, path, text });
    });
  }

  dispose(): void {
    this.disposables.dispose();
    void this.worker?.terminate();
  }

  private say(worker: Worker, message: ToChecker): void {
    worker.postMessage(message);
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(bundle());
    this.worker = worker;
    this.told = false;
    worker.unref();
    worker.on('message', ({ request, remarks }: FromChecker) => this.waiting.get(request)?.(remarks));
    worker.on('error', (error) => this.log.error(`checking: ${error.stack ?? error.message}`));
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      for (const answer of this.waiting.values()) answer([]);
    });
    return worker;
  }
}

/** A series without the bytes of its mails: what a program is put together from. */
function bare(series: Series): Series {
  return JSON.parse(
    JSON.stringify(series, (key, value: unknown) => (key === 'body' || key === 'attachments' ? undefined : value)),
  ) as Series;
}
