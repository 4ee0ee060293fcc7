import type { SourceFile } from '../kernel/source';
import { scanDeclarations, type Declaration } from './declarations';
import { KernelText, type OwnText } from './kernel-text';
import type { SourcesRequest } from './sources-request';

/** A file in lines, and what they declare. */
export interface ScannedFile {
  readonly lines: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** What flows on the same series, trees and models have in common: put together and looked through once for all of them. */
export class CommonText {
  private readonly texts = new Map<string, KernelText>();
  private readonly scanned = new Map<SourceFile, ScannedFile>();

  constructor(private readonly request: Omit<SourcesRequest, 'flow'>) {}

  /** The kernel's text as flows see it that bring the same of their own. */
  of(own: OwnText): KernelText {
    const { series, trees, models, local } = this.request;
    const patches = own.patches.map(({ path, after }) => [path, after]);
    const key = JSON.stringify([patches, [...own.loose], [...own.bases]]);
    let text = this.texts.get(key);
    if (text === undefined) this.texts.set(key, (text = new KernelText(series, trees, models, local, own)));
    return text;
  }

  scan(file: SourceFile): ScannedFile {
    let known = this.scanned.get(file);
    if (known === undefined) {
      const lines = file.text.split('\n');
      this.scanned.set(file, (known = { lines, declarations: scanDeclarations(lines).declarations }));
    }
    return known;
  }
}
