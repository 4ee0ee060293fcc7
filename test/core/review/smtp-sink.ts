import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What came over SMTP in one transaction. */
export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  /** Line ends are CRLF; dots are unstuffed (RFC 5321 section 4.5.2). */
  readonly data: Buffer;
}

/** A mail server on loopback that keeps what it gets. It knows as much of RFC 5321 as a client needs to deliver. */
export class SmtpSink {
  readonly delivered: Delivered[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.converse(socket));
  }

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink(createServer());
    await new Promise<void>((ready) => sink.server.listen(0, '127.0.0.1', ready));
    return sink;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise((stopped) => this.server.close(stopped));
  }

  private converse(socket: Socket): void {
    let [received, from, to, inData]: [Buffer, string, string[], boolean] = [Buffer.alloc(0), '', [], false];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 sink.example.org ESMTP');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const end = received.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = received.subarray(0, end);
        received = received.subarray(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          const text = `${piece.toString('latin1')}\r\n`.replace(/(^|\r\n)\./g, '$1');
          this.delivered.push({ from, to, data: Buffer.from(text, 'latin1') });
          say('250 kept');
          continue;
        }
        const line = piece.toString('latin1');
        const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
        if (/^(?:EHLO|HELO)/i.test(line)) socket.write('250-sink.example.org\r\n250 8BITMIME\r\n');
        else if (/^MAIL FROM/i.test(line)) {
          [from, to] = [address, []];
          say('250 ok');
        } else if (/^RCPT TO/i.test(line)) {
          to.push(address);
          say('250 ok');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  }
}
