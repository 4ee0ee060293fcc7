import { OpaqueReached, OutOfRoom, RuleBroken } from './stop';

/** Why a schedule is worth showing. */
export type Finding =
  | { readonly kind: 'violation'; readonly rule: string; readonly message: string }
  | { readonly kind: 'opaque'; readonly symbol: string; readonly reason: string }
  | { readonly kind: 'limit'; readonly message: string };

/** What makes two findings the same for a reader: the rule, and where it broke. */
export function findingKey(finding: Finding, place: number): string {
  switch (finding.kind) {
    case 'violation':
      return `${finding.rule} ${String(place)}`;
    case 'opaque':
      return `opaque ${finding.symbol}`;
    case 'limit':
      return 'limit';
  }
}

/** What a thrown stop means; anything else is a defect of the machine and goes on up. */
export function findingOf(stop: unknown): Finding {
  if (stop instanceof RuleBroken) return { kind: 'violation', rule: stop.rule, message: stop.message };
  if (stop instanceof OpaqueReached) return { kind: 'opaque', symbol: stop.symbol, reason: stop.reason };
  if (stop instanceof OutOfRoom) return { kind: 'limit', message: stop.message };
  throw stop;
}
