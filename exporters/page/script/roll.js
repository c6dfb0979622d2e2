// A list of any length: only the rows in sight are in the document, all of them on paper.

const ROW = 34;
const COLUMNS = [
  ['case_id', (s) => link(caseAddress(s), s.case.id)],
  ['subject', (s) => s.name],
  ['role', (s) => model.label('role', s.role)],
  ['unit', (s) => s.case.unit],
  ['date', (s) => s.case.date],
  ['status', (s) => chip(s.conclusion.status)],
  ['outcome', (s) => (s.conclusion.status === 'recommended' ? s.conclusion.outcome : waiting(s))],
  ['responsibility', (s) => model.names('responsibility')[s.conclusion.responsibility] || s.conclusion.responsibility],
  ['gravity', (s) => model.names('gravity')[s.conclusion.gravity] || s.conclusion.gravity],
];

// What a subject waits for: the outcome in words without the status before it.
function waiting({ conclusion }) {
  const status = model.label('status', conclusion.status);
  const words = conclusion.outcome;
  return words.startsWith(status) ? words.slice(status.length + (words.length > status.length ? say('colon').length : 0)) : words;
}

const heads = () => h('thead', {}, h('tr', {}, COLUMNS.map(([name]) => h('th', { scope: 'col', class: name }, say(name)))));

function rollRow(subject, at, count) {
  return h('tr', { 'aria-rowindex': at === undefined ? null : at + 2 }, COLUMNS.map(([name, cell]) => {
    const content = cell(subject);
    return h('td', { class: name, title: typeof content === 'string' ? content : null }, content);
  }));
}

// The list as a node; `complete` puts all rows in it for paper, `compact` takes them out again.
function roll(subjects) {
  if (!subjects.length) return h('p', { class: 'empty' }, say('no_rows'));
  const body = h('tbody', {});
  const grid = h('table', { class: 'roll', 'aria-rowcount': subjects.length + 1 }, heads(), body);
  const view = h('div', { class: 'rollview', tabindex: '0', role: 'region', 'aria-label': say('list') }, grid);
  let first = -1;
  const spacer = (rows) => {
    const node = h('tr', { class: 'spacer', 'aria-hidden': 'true' }, h('td', { colspan: COLUMNS.length }));
    node.firstChild.style.height = `${rows * ROW}px`;
    return node;
  };
  const show = (force) => {
    const visible = Math.ceil((view.clientHeight || 600) / ROW) + 1;
    const start = Math.max(0, Math.floor(view.scrollTop / ROW) - 10);
    if (!force && start === first) return;
    const held = body.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    first = start;
    const end = Math.min(subjects.length, start + visible + 20);
    const rows = subjects.slice(start, end).map((subject, at) => rollRow(subject, start + at));
    body.replaceChildren(spacer(start), ...rows, spacer(subjects.length - end));
    const kept = held && rows.map((row) => row.firstChild.firstChild).find((a) => a.getAttribute('href') === held);
    if (kept) kept.focus({ preventScroll: true });
  };
  // The row at a position comes into sight, and its link gets the focus.
  const go = (at) => {
    const row = Math.max(0, Math.min(subjects.length - 1, at));
    const top = row * ROW;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + 2 * ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + 2 * ROW - view.clientHeight;
    show(true);
    const found = body.childNodes[1 + row - first];
    if (found) found.firstChild.firstChild.focus({ preventScroll: true });
  };
  const focused = () => [...body.childNodes].findIndex((row) => row.contains(document.activeElement)) - 1 + first;
  const jumps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity };
  view.addEventListener('keydown', (event) => {
    if (!(event.key in jumps)) return;
    event.preventDefault();
    const inside = body.contains(document.activeElement);
    go((inside ? focused() : -1) + jumps[event.key]);
  });
  view.addEventListener('scroll', () => show(false));
  view.complete = () => body.replaceChildren(...subjects.map((subject, at) => rollRow(subject, at)));
  view.compact = () => show(true);
  view.start = () => show(true);
  show(true);
  return view;
}
