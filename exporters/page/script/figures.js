// Figures: tables of bars, and columns for the months; each figure leads to its cases.

const BARS = ['status', 'fault', 'measure', 'responsibility', 'gravity', 'role', 'level', 'unit_type', 'asked', 'referral'];
const MOST_BARS = 16;

// One bar: the share of the filtered in dark, of all in pale.
function bar(part, whole, most, style = '') {
  const width = (count) => (most ? (200 * count) / most : 0).toFixed(1);
  return svg('svg', { class: 'bar', viewBox: '0 0 200 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: width(whole), height: 12, class: 'pale' }),
    svg('rect', { width: width(part), height: 12, class: `fill ${style}` }));
}

// Faults that are nowhere more than undecided have a bar of their own too.
function barKeys(name) {
  if (name !== 'fault') return model.keys(name).slice(0, MOST_BARS);
  const met = [...model.keys('fault'), ...model.keys('fault_open')];
  const known = Object.keys(model.names('fault'));
  return [...known.filter((key) => met.includes(key)), ...new Set(met.filter((key) => !known.includes(key)))];
}

function barTable(name, subjects, filters) {
  const keys = barKeys(name);
  const all = model.tally(model.subjects, name);
  const now = model.tally(subjects, name);
  const open = name === 'fault' ? model.tally(subjects, 'fault_open') : new Map();
  if (!keys.some((key) => key)) return null;
  const most = Math.max(...keys.map((key) => all.get(key) || 0), 1);
  const to = (dimension, key) => listAddress({ ...filters, [dimension]: key });
  return h('section', { class: 'figure' }, heading(say(name), 3),
    h('table', { class: 'bars' }, h('tbody', {}, keys.map((key) => {
      const [part, whole] = [now.get(key) || 0, all.get(key) || 0];
      const undecided = open.get(key) || 0;
      return h('tr', {},
        h('th', { scope: 'row', title: model.label(name, key) }, link(to(name, key), model.label(name, key))),
        h('td', { class: 'bar' }, bar(part, whole, most, name === 'status' ? key : '')),
        h('td', { class: part ? 'n' : 'n zero' }, link(to(name, key), part === whole ? number(part) : say('of_total', { n: number(part), total: number(whole) })),
          undecided ? h('small', {}, link(to('fault_open', key), say('open_too', { n: number(undecided) }))) : null));
    }))));
}

// Columns by month: one picture whose columns are links.
function monthChart(subjects, filters) {
  const keys = model.keys('month').filter((key) => key);
  if (!keys.length) return null;
  const all = model.tally(model.subjects, 'month');
  const now = model.tally(subjects, 'month');
  const most = Math.max(...keys.map((key) => all.get(key)), 1);
  const [wide, high, foot] = [960, 110, 22];
  const step = Math.min(60, wide / keys.length);
  const every = Math.ceil(54 / step);
  const columns = keys.map((key, at) => {
    const [part, whole] = [now.get(key) || 0, all.get(key)];
    const tall = (count) => (count / most) * (high - 16);
    const words = `${key}${say('colon')}${say('of_total', { n: part, total: whole })}`;
    const body = [
      svg('title', {}, words),
      svg('rect', { x: (at * step).toFixed(1), y: 0, width: step.toFixed(1), height: high, class: 'catch' }),
      ...[[whole, 'pale'], [part, 'fill']].map(([count, style]) => svg('rect', {
        class: style, x: (at * step + step * 0.12).toFixed(1), width: (step * 0.76).toFixed(1),
        y: (high - tall(count)).toFixed(1), height: tall(count).toFixed(1),
      })),
    ];
    if (step >= 24) body.push(svg('text', { x: (at * step + step / 2).toFixed(1), y: (high - tall(whole) - 4).toFixed(1), 'text-anchor': 'middle' }, number(part)));
    if (at % every === 0) body.push(svg('text', { x: (at * step + step / 2).toFixed(1), y: high + 15, 'text-anchor': 'middle', class: 'axis' }, key));
    return svg('a', { href: listAddress({ ...filters, month: key }), 'aria-label': words }, body);
  });
  const width = Math.max(keys.length * step, 320);
  return h('section', { class: 'figure months' }, heading(say('month'), 3),
    svg('svg', { viewBox: `0 0 ${width.toFixed(0)} ${high + foot}`, role: 'group', 'aria-label': say('month'), class: 'columns', width: width.toFixed(0) }, columns));
}

function tiles(subjects, filters) {
  const counts = model.tally(subjects, 'status');
  const cases = new Set(subjects.map((subject) => subject.case)).size;
  const tile = (words, count, href, status = '') => h('a', { class: `tile ${status}`, href },
    h('b', {}, number(count)), h('span', {}, words));
  return h('div', { class: 'tiles' },
    tile(say('subjects'), subjects.length, listAddress(filters)),
    tile(say('cases'), cases, listAddress(filters)),
    model.keys('status').map((key) => tile(model.label('status', key), counts.get(key) || 0, listAddress({ ...filters, status: key }), key)),
    model.data.rejected.length ? tile(say('rejected'), model.data.rejected.length, formatAddress({ view: 'problems' }), 'rejected') : null);
}

function figures(subjects, filters) {
  return [tiles(subjects, filters), h('p', { class: 'soft screen' }, say('pale')),
    h('div', { class: 'figures' }, BARS.map((name) => barTable(name, subjects, filters)).filter((found) => found)),
    monthChart(subjects, filters)].filter((found) => found);
}
