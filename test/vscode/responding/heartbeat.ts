import { readFileSync } from 'node:fs';

/** The longest time for which nobody else got a turn. */
export interface Silence {
  /** By the clock: on a busy machine also while another process had the processor. */
  readonly ms: number;
  /** What this thread worked in such a time: what it is on a machine that has nothing else to do. */
  readonly cpuMs: number;
}

/** Milliseconds that this thread has worked (proc_pid_schedstat(5)); where no kernel tells, all threads of the process. */
export function threadCpuMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

/** Takes a turn of the event loop as often as it is given one, and remembers the longest wait. */
export class Heartbeat {
  private ms = 0;
  private cpuMs = 0;
  private beat = performance.now();
  private cpu = threadCpuMs();
  private readonly timer = setInterval(() => this.turn(), 1);

  /** The longest silence since it was last asked. */
  take(): Silence {
    this.turn();
    const longest = { ms: this.ms, cpuMs: this.cpuMs };
    this.ms = this.cpuMs = 0;
    return longest;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private turn(): void {
    const [now, cpu] = [performance.now(), threadCpuMs()];
    this.ms = Math.max(this.ms, now - this.beat);
    this.cpuMs = Math.max(this.cpuMs, cpu - this.cpu);
    this.beat = now;
    this.cpu = cpu;
  }
}
