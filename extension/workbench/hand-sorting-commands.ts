import * as v from 'valibot';
import { window, type QuickPickItem } from 'vscode';
import type { MessageId } from '../ground/brand';
import type { Pin } from '../series/pins';
import type { Series } from '../series/series';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';
import { revisionName } from './series-tree';
import { targetOf } from './targets';

/** Puts a patch, or all of a series, into another series. */
export async function joinSeries(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const chosen = await chosenMails(rooms, args);
  if (chosen === null) return say('Choose a series or a patch in the Series view first.');
  const to = await chooseSeries(rooms, 'Put it into which series?', ({ id }) => id !== chosen.series.id);
  const target = to === null ? undefined : anyMail(to);
  if (target === undefined) return;
  await rooms.byHand.change((pins) => [
    ...withoutMails(pins, chosen.messages),
    { kind: 'join', messages: chosen.messages, to: target },
  ]);
}

/** Makes a series of its own of a patch, or sets a series apart from the other revisions of its work. */
export async function splitSeries(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const chosen = await chosenMails(rooms, args);
  if (chosen === null) return say('Choose a series or a patch in the Series view first.');
  const [own] = chosen.messages;
  if (own === undefined) return;
  if (!chosen.whole) {
    const pin: Pin = { kind: 'split', messages: chosen.messages };
    return rooms.byHand.change((pins) => [...withoutMails(pins, chosen.messages), pin]);
  }
  const other = rooms.library.archive.series.find(
    ({ id, topic }) => topic === chosen.series.topic && id !== chosen.series.id,
  );
  const stays = other === undefined ? undefined : anyMail(other);
  if (stays === undefined) return say('This series is the only one of its work already.');
  await rooms.byHand.change((pins) => [...pins, { kind: 'apart', messages: [stays, own] }]);
}

/** Says that a series is a revision of the same work as another one. */
export async function sameWork(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const chosen = await chosenMails(rooms, args);
  const [own] = chosen?.messages ?? [];
  if (chosen === null || own === undefined) return say('Choose a series in the Series view first.');
  const to = await chooseSeries(
    rooms,
    'Which series is it a revision of?',
    ({ topic }) => topic !== chosen.series.topic,
  );
  const target = to === null ? undefined : anyMail(to);
  if (target !== undefined)
    await rooms.byHand.change((pins) => [
      ...pins.filter((pin) => pin.kind !== 'apart' || !pin.messages.includes(own)),
      { kind: 'topic', messages: [target, own] },
    ]);
}

/** Pins a series as it stands: mails that come later do not change what is in it. */
export async function pinSeries(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const chosen = await chosenMails(rooms, args);
  if (chosen === null) return say('Choose a series in the Series view first.');
  const messages = mailsOf(chosen.series);
  await rooms.byHand.change((pins) => [...withoutMails(pins, messages), { kind: 'split', messages }]);
  say(`“${plainLine(chosen.series.title, 60)}” stays as it is, whatever else is opened.`);
}

/** Takes back what was decided by hand. */
export async function undoSorting(rooms: Rooms): Promise<void> {
  const pins = await rooms.byHand.pins();
  if (pins.length === 0) return say('Nothing was sorted by hand here.');
  const items = pins.map((pin): QuickPickItem & { pin: Pin } => ({ label: wordsOf(rooms, pin), pin, picked: false }));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: 'Sorted by hand',
    placeHolder: 'What to take back',
  });
  if (chosen === undefined || chosen.length === 0) return;
  const back = new Set(chosen.map(({ pin }) => JSON.stringify(pin)));
  await rooms.byHand.change((now) => now.filter((pin) => !back.has(JSON.stringify(pin))));
}

function wordsOf(rooms: Rooms, pin: Pin): string {
  const subject = (id: MessageId): string => plainLine(rooms.library.message(id)?.message.subject ?? `<${id}>`, 60);
  const [one] = pin.messages;
  const first = one === undefined ? '' : subject(one);
  const more = pin.messages.length > 1 ? ` and ${pin.messages.length - 1} more` : '';
  switch (pin.kind) {
    case 'join':
      return `${first}${more} → ${subject(pin.to)}`;
    case 'split':
      return `${first}${more}: a series of its own`;
    case 'topic':
      return `${first} = ${subject(pin.messages[1])}: one work`;
    case 'apart':
      return `${first} ≠ ${subject(pin.messages[1])}: two works`;
  }
}

interface Chosen {
  readonly series: Series;
  readonly messages: readonly MessageId[];
  /** The series as a whole was chosen. */
  readonly whole: boolean;
}

const SeriesNode = v.object({ kind: v.literal('series'), series: v.object({ id: v.string() }) });

/** What a row of the Series view, or the document in front, is of; asked for where neither is one. */
async function chosenMails(rooms: Rooms, args: readonly unknown[]): Promise<Chosen | null> {
  await rooms.opening.restored();
  const row = v.safeParse(SeriesNode, args[0]);
  if (row.success) {
    const series = rooms.library.series(row.output.series.id);
    return series === null ? null : { series, messages: mailsOf(series), whole: true };
  }
  const target = targetOf(args);
  const held = target === null ? null : rooms.library.patch(target.message);
  if (held !== null) return { series: held.series, messages: [held.patch.messageId], whole: false };
  const series = await chooseSeries(rooms, 'Which series?', () => true);
  return series === null ? null : { series, messages: mailsOf(series), whole: true };
}

async function chooseSeries(rooms: Rooms, title: string, wanted: (series: Series) => boolean): Promise<Series | null> {
  const items = rooms.library.archive.series.filter(wanted).map((series): QuickPickItem & { series: Series } => ({
    label: plainLine(series.title, 100),
    description: `${revisionName(series)} · ${series.patches.length} of ${series.total} patches`,
    series,
  }));
  if (items.length === 0) {
    say('No other series is open.');
    return null;
  }
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.series ?? null;
}

const mailsOf = ({ cover, patches }: Series): readonly MessageId[] => [
  ...(cover === null ? [] : [cover.id]),
  ...patches.map(({ messageId }) => messageId),
];

const anyMail = (series: Series): MessageId | undefined => mailsOf(series)[0];

/** The pins that are left when mails are sorted anew: each mail is in one place. */
const withoutMails = (pins: readonly Pin[], mails: readonly MessageId[]): readonly Pin[] =>
  pins.flatMap((pin): readonly Pin[] => {
    if (pin.kind !== 'join' && pin.kind !== 'split') return [pin];
    const messages = pin.messages.filter((id) => !mails.includes(id));
    return messages.length === 0 ? [] : [{ ...pin, messages }];
  });

const say = (message: string): void => void window.showInformationMessage(message);
