import type { MessageId } from '../ground/brand';
import type { Flow } from './flow';

/** The flows that show what a mail argues about, by Message-ID. */
export function flowsByClaim(flows: readonly Flow[]): ReadonlyMap<MessageId, readonly Flow[]> {
  const byMail = new Map<MessageId, Flow[]>();
  for (const flow of flows) {
    for (const claim of flow.claims) byMail.set(claim, [...(byMail.get(claim) ?? []), flow]);
  }
  return byMail;
}
