// The overview and the list: filters, figures and names, kept in step with the address.

const FILTERS = ['status', 'fault', 'fault_open', 'responsibility', 'gravity', 'measure', 'role', 'level', 'unit_type', 'month', 'asked', 'referral'];

// The filters that an address names, as far as they are filters.
function filtersOf(rest) {
  const known = [...Object.keys(DIMENSIONS), 'q', 'clause', 'rule', 'how'];
  return Object.fromEntries(Object.entries(rest).filter(([name]) => known.includes(name)));
}

function filterBar(filters, changed) {
  const selects = FILTERS.map((name) => {
    const keys = model.keys(name);
    if (keys.length < 2 && !(name in filters)) return null;
    const counts = model.tally(model.subjects, name);
    const choice = (key) => h('option', { value: `=${key}`, selected: filters[name] === key },
      `${model.label(name, key)}${say('opening')}${number(counts.get(key) || 0)}${say('closing')}`);
    const select = h('select', {
      onchange: () => changed(name, select.value ? select.value.slice(1) : undefined),
    }, h('option', { value: '' }, say('all')), keys.map(choice));
    return h('label', {}, h('span', {}, say(name)), select);
  });
  let timer;
  const search = h('input', {
    type: 'search', value: filters.q || '', placeholder: say('search'),
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => changed('q', search.value.trim() || undefined), 150);
    },
  });
  return h('form', { class: 'filters', 'aria-label': say('filters'), onsubmit: (event) => event.preventDefault() },
    h('label', { class: 'search' }, h('span', {}, say('q')), search), selects.filter((found) => found));
}

// The conditions in force, each with a way to drop it.
function conditions(view, filters) {
  const names = Object.keys(filters);
  if (!names.length) return null;
  return h('p', { class: 'conditions' }, names.map((name) => {
    const words = `${say(name)}${say('colon')}${model.label(name, filters[name])}`;
    const rest = { ...filters, [name]: undefined };
    if (name === 'clause' || name === 'rule') rest.how = undefined;
    return h('span', { class: 'condition' }, words, ' ',
      h('a', { href: formatAddress({ view, rest }), 'aria-label': say('remove', { what: words }) }, '×'));
  }), link(formatAddress({ view }), say('clear')));
}

// `withFigures` is the overview; without, the list alone.
function listView({ view, rest }, replaceAddress) {
  let filters = filtersOf(rest);
  const withFigures = view === 'overview';
  const results = h('div', {});
  const count = h('p', { class: 'count', role: 'status' });
  let names;
  const show = () => {
    const subjects = model.filtered(filters);
    count.textContent = say('shown', { n: number(subjects.length), total: number(model.subjects.length) });
    names = roll(subjects);
    results.replaceChildren(...[
      conditions(view, filters), withFigures ? figures(subjects, filters) : null,
      withFigures ? heading(say('list')) : null, names,
    ].flat().filter((found) => found));
    if (names.start) names.start();
  };
  const bar = filterBar(filters, (name, key) => {
    filters = filtersOf({ ...filters, [name]: key });
    if (key === undefined) delete filters[name];
    replaceAddress({ view, rest: filters });
    show();
  });
  show();
  const title = heading(say(view), 2, { tabindex: '-1' });
  const node = h('div', { class: view }, title, bar, count, results);
  return {
    node, title, words: say(view),
    started: () => names.start && names.start(),
    complete: () => names.complete && names.complete(),
    compact: () => names.compact && names.compact(),
    scroller: () => names,
  };
}
