import { window, type QuickPickItem } from 'vscode';
import type { Hit } from '../series/search';
import { openFileChanges, openMessage } from './showing';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';

/** So many hits are shown; a longer list is no answer. */
const MOST = 200;

type HitItem = QuickPickItem & { readonly hit?: Hit };

/** Searches subjects, people, files and text of all that is open while the reader types. */
export async function findInOpen(rooms: Rooms): Promise<void> {
  await rooms.opening.restored();
  const { parseQuery, searchArchive } = await import('../series/search');
  const pick = window.createQuickPick<HitItem>();
  pick.title = 'Find in What Is Open';
  pick.placeholder = 'Words in subjects, people, files and text; from:, subject:, file:, text: for one of them';
  pick.matchOnDetail = true;
  const show = (text: string): void => {
    const query = parseQuery(text);
    const hits = searchArchive(rooms.library.archive, query, MOST);
    // The editor filters once more by what was typed; rows that were found by a prefix have to pass that too.
    pick.items =
      hits.length > 0 || query.length === 0
        ? hits.map((hit) => ({ ...itemOf(hit), alwaysShow: true }))
        : [{ label: 'Nothing was found.', alwaysShow: true }];
  };
  pick.onDidChangeValue(show);
  pick.onDidAccept(() => {
    const hit = pick.selectedItems[0]?.hit;
    if (hit === undefined) return;
    pick.hide();
    void openHit(rooms, hit);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

const ICONS: Readonly<Record<Hit['where'], string>> = {
  subject: '$(mail)',
  person: '$(person)',
  file: '$(file)',
  text: '$(search)',
};

/** Who wrote it begins a row of its own, so that it can be read in a narrow window too. */
function itemOf(hit: Hit): HitItem {
  const { message } = hit.placed;
  const from = hit.where === 'person' ? hit.shown : message.from.name || message.from.email;
  const found = hit.where === 'file' || hit.where === 'text' ? [plainLine(hit.shown, 160)] : [];
  const detail = [plainLine(from, 60), message.date?.slice(0, 10) ?? 'no date', ...found].join(' · ');
  return {
    label: `${ICONS[hit.where]} ${withoutIcons(plainLine(message.subject, 120))}`,
    detail: withoutIcons(detail),
    hit,
  };
}

/** Text of a mail, in which VS Code must find no icon. */
const withoutIcons = (text: string): string => text.replaceAll('$(', '$\u200b(');

async function openHit(rooms: Rooms, { placed, where, shown, line }: Hit): Promise<void> {
  const { id } = placed.message;
  if (where === 'file' && rooms.library.file(id, shown) !== null) return openFileChanges(rooms, id, shown);
  await openMessage(rooms, id, ...(line === null ? [] : [line]));
}

/** Shows only those patches in the Series view that a query finds; nothing typed shows all again. */
export async function filterSeries(rooms: Rooms): Promise<void> {
  const { parseQuery } = await import('../series/search');
  const text = await window.showInputBox({
    title: 'Filter Series',
    prompt:
      'Words in subjects, people, files and text; from:, subject:, file:, text: for one of them. Empty shows all.',
    value: rooms.views.seriesTree.filter?.text ?? '',
  });
  if (text === undefined) return;
  rooms.views.seriesTree.filter = text.trim() === '' ? null : { text: text.trim(), query: parseQuery(text) };
  rooms.views.series.description = text.trim() === '' ? '' : plainLine(`“${text.trim()}”`, 40);
}

/** Shows only those flows in the Flows view that hold all of these words; a text that is handed over is not asked for. */
export async function filterFlows({ views }: Rooms, given?: unknown): Promise<void> {
  const text =
    typeof given === 'string'
      ? given
      : await window.showInputBox({
          title: 'Filter Flows',
          prompt: 'Words of names, titles, mechanisms, rules and verdicts. Empty shows all.',
          value: views.flowsTree.filter,
        });
  if (text === undefined) return;
  views.flowsTree.filter = text;
  views.flows.description = text.trim() === '' ? '' : plainLine(`“${text.trim()}”`, 40);
}
