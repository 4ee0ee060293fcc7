/** Names and what they mean, block by block (C11 6.2.1): ordinary names in one space, tags in another. */
import type { Declaration } from './syntax';
import type { CType, Enumeration, Record } from './type';

export type Entity =
  | { readonly kind: 'typedef'; readonly type: CType; readonly align: number }
  | { readonly kind: 'object'; readonly declaration: Declaration }
  | { readonly kind: 'enumerator'; readonly value: bigint; readonly type: CType };

export type Tag =
  { readonly kind: 'record'; readonly record: Record } | { readonly kind: 'enum'; readonly enumeration: Enumeration };

export class Scope {
  private readonly names = new Map<string, Entity>();
  private readonly tags = new Map<string, Tag>();

  constructor(readonly outer: Scope | null) {}

  find(name: string): Entity | null {
    return this.names.get(name) ?? this.outer?.find(name) ?? null;
  }

  findHere(name: string): Entity | null {
    return this.names.get(name) ?? null;
  }

  declare(name: string, entity: Entity): void {
    this.names.set(name, entity);
  }

  findTag(name: string): Tag | null {
    return this.tags.get(name) ?? this.outer?.findTag(name) ?? null;
  }

  findTagHere(name: string): Tag | null {
    return this.tags.get(name) ?? null;
  }

  declareTag(name: string, tag: Tag): void {
    this.tags.set(name, tag);
  }

  /** The names of this scope alone, in the order of their first declaration. */
  entries(): IterableIterator<[string, Entity]> {
    return this.names.entries();
  }
}
