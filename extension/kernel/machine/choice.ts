/** One decision: the actor in the low 8 bits, above them the outcome chosen for its next instruction. */
export type Choice = number;
export const choiceOf = (actor: number, way: number): Choice => actor | (way << 8);
export const actorOf = (choice: Choice): number => choice & 0xff;
export const wayOf = (choice: Choice): number => choice >> 8;
