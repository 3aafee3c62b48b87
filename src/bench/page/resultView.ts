/**
 * Shows a report: table, remarks, and the report itself to take away.
 */
import { probeLine, remarksOf, tableOf } from '../columns.ts';
import { peerNames, peers } from '../peers/catalogue.ts';
import type { Report } from '../report.ts';
import { describe, find, make } from './elements.ts';

function tableBody({ label, rows }: ReturnType<typeof tableOf>['groups'][number], width: number) {
  return make(
    'tbody',
    {},
    make('tr', {}, make('th', { colSpan: width + 1, scope: 'rowgroup' }, label)),
    ...rows.map(({ peer, cells }) =>
      make(
        'tr',
        { className: peer.startsWith('ours') ? 'ours' : '' },
        make('th', { scope: 'row' }, peers[peer].label),
        ...cells.map((cell) => make('td', cells.length < width ? { colSpan: width } : {}, cell)),
      ),
    ),
  );
}

export function createResultView() {
  const section = find('result', HTMLElement);
  const copied = find('copied', HTMLElement);
  // A wide table is scrolled with the keyboard too.
  find('scroll', HTMLElement).tabIndex = 0;
  let report: Report | undefined;
  find('copy', HTMLButtonElement).addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
      copied.textContent = 'Copied as JSON.';
    } catch {
      copied.textContent = 'The browser did not allow it.';
    }
  });
  return {
    clear() {
      section.hidden = true;
      copied.textContent = '';
    },
    show(next: Report) {
      report = next;
      const { heads, explained, groups } = tableOf(next);
      find('table', HTMLTableElement).replaceChildren(
        make(
          'thead',
          {},
          make('tr', {}, make('td', {}), ...heads.map((head) => make('th', { scope: 'col' }, head))),
        ),
        ...groups.map((group) => tableBody(group, heads.length)),
      );
      const remarks = [...remarksOf(next), probeLine(next.machine)].filter((line) => line !== '');
      find('remarks', HTMLElement).replaceChildren(...remarks.map((line) => make('li', {}, line)));
      describe(
        find('columns', HTMLElement),
        heads.map((head, i) => [head, `${explained[i]}.`]),
      );
      describe(
        find('libraries', HTMLElement),
        peerNames.flatMap((name) => {
          const described = next.peers[name];
          return described ? [[peers[name].label, `${described.library}. ${described.note}`] as const] : [];
        }),
      );
      section.hidden = false;
    },
  };
}
