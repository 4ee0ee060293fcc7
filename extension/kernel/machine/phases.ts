/** The parts of a run: initcalls and setup(), the actors, finally(). */
import type { Program } from '../c/ir';
import { CONTEXT, CONTROL, PHASE, RUN, STATUS } from './layout';
import type { ActorDeclaration, Machine } from './machine';

/** Leads a machine from one part of the run to the next. Its methods may throw as `Machine.advance` does. */
export class Phases {
  private readonly startups: readonly number[];
  private readonly last: number | null;

  /** @param main main() alone instead of setup(), the actors and finally() */
  constructor(
    private readonly machine: Machine,
    main: boolean,
  ) {
    this.startups = startFunctions(machine.program, main ? 'main' : 'setup');
    this.last = main ? null : functionNamed(machine.program, 'finally');
  }

  /** Enters the first start function. */
  begin(): void {
    const { store, layout } = this.machine;
    store.put(layout.run + RUN.phase, PHASE.start);
    this.nextStage();
  }

  /** Moves on from setup to the actors, and from them to finally, once all have ended. */
  change(): void {
    const { machine } = this;
    const { store, layout, phase } = machine;
    if (phase === PHASE.start) {
      if (store.get(layout.control + CONTROL.status) === STATUS.ended) this.nextStage();
    } else if (phase === PHASE.actors) {
      const used = machine.actorsUsed();
      for (let actor = 1; actor < used; actor++)
        if (store.get(layout.controlOf(actor) + CONTROL.status) === STATUS.ready) return;
      if (this.last === null) store.put(layout.run + RUN.phase, PHASE.done);
      else {
        store.put(layout.run + RUN.phase, PHASE.finally);
        machine.start(0, this.last, CONTEXT.process, 0, 0);
        machine.settle(0);
        this.change();
      }
    } else if (phase === PHASE.finally && store.get(layout.control + CONTROL.status) === STATUS.ended)
      store.put(layout.run + RUN.phase, PHASE.done);
  }

  /** Enters the next start function, or lets the actors loose after the last. */
  private nextStage(): void {
    const { machine } = this;
    const { store, layout } = machine;
    for (;;) {
      const stage = store.get(layout.run + RUN.stage);
      const index = this.startups[stage];
      if (index === undefined) break;
      store.put(layout.run + RUN.stage, stage + 1);
      machine.start(0, index, CONTEXT.process, 0, 0);
      machine.settle(0);
      if (store.get(layout.control + CONTROL.status) !== STATUS.ended) return;
    }
    store.put(layout.control + CONTROL.status, STATUS.idle);
    store.put(layout.run + RUN.phase, PHASE.actors);
    machine.declared.forEach((declared, i) => {
      machine.start(i + 1, declared.function, declared.context, 0, 0);
    });
    machine.settleActors();
  }
}

/** Functions annotated as actors, in the order of the program. */
export function declaredActors(program: Program): ActorDeclaration[] {
  const found: ActorDeclaration[] = [];
  program.functions.forEach((one, index) => {
    if (!one.annotations.some((word) => word === 'actor' || word === '__actor')) return;
    const context = one.annotations.includes('irq')
      ? CONTEXT.hardirq
      : one.annotations.includes('softirq')
        ? CONTEXT.softirq
        : CONTEXT.process;
    found.push({ name: one.name, function: index, context });
  });
  return found;
}

function functionNamed(program: Program, name: string): number | null {
  const index = program.functions.findIndex((one) => one.name === name);
  return index < 0 ? null : index;
}

/** The functions that initcall globals point to, in order, and then the one named. */
function startFunctions(program: Program, name: string): number[] {
  const found: number[] = [];
  for (const global of program.globals)
    if (global.section.includes('initcall'))
      for (const relocation of global.relocations) if (relocation.target === 'function') found.push(relocation.index);
  const named = functionNamed(program, name);
  if (named !== null) found.push(named);
  return found;
}
