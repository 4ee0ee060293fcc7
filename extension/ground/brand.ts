/** Nominal types over plain values: a `Brand<number, 'x'>` is a number that only its own maker hands out. */
export type Brand<Value, Name extends string> = Value & { readonly __brand: Name };

/** A Message-ID without angle brackets, as RFC 5322 section 3.6.4 writes it between them. */
export type MessageId = Brand<string, 'MessageId'>;

/** A line of a file, counted from 1, on the side of a patch (or in the tree) that its context names. */
export type FileLine = Brand<number, 'FileLine'>;

/** A line of a message's decoded body, counted from 1 at the line below the blank line that ends the headers. */
export type MailLine = Brand<number, 'MailLine'>;

/** A half-open range of bytes, counted from 0 at the start of the file that was read. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export const messageId = (text: string): MessageId => text.trim().replace(/^<|>$/g, '') as MessageId;
export const fileLine = (line: number): FileLine => line as FileLine;
export const mailLine = (line: number): MailLine => line as MailLine;
