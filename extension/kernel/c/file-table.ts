import type { SourceFile } from '../source';
import { lex, type Lexed } from './token';

/** Files by index, shared by all units of a program, with their tokens cut once. */
export class FileTable {
  readonly files: SourceFile[] = [];
  private readonly byPath = new Map<string, number>();
  private readonly lexed: Lexed[] = [];

  add(file: SourceFile): number {
    const known = this.byPath.get(file.path);
    if (known !== undefined && this.files[known] === file) return known;
    const index = this.files.push(file) - 1;
    this.byPath.set(file.path, index);
    return index;
  }

  tokens(index: number): Lexed {
    return (this.lexed[index] ??= lex(this.files[index]?.text ?? '', index));
  }
}
