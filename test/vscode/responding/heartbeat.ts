/** The longest time for which nobody else got a turn. */
export interface Silence {
  /** By the clock: on a busy machine also while another process had the processor. */
  readonly ms: number;
  /** The most that this process can have worked without a turn for others: the processor time between two turns. */
  readonly cpuMs: number;
}

/** Takes a turn of the event loop as often as it is given one, and remembers the longest wait. */
export class Heartbeat {
  private ms = 0;
  private cpuMs = 0;
  private beat = performance.now();
  private cpu = process.cpuUsage();
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
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.cpu);
    const waited = now - this.beat;
    this.ms = Math.max(this.ms, waited);
    // Other threads of the process work too: of one of them alone it can't have been more than the clock says.
    this.cpuMs = Math.max(this.cpuMs, Math.min(waited, (user + system) / 1000));
    this.beat = now;
    this.cpu = process.cpuUsage();
  }
}
