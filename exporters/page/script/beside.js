// What stands beside a conclusion: the records of the register, and what would be lighter.

// The records of a case or a subject, a table a kind; a cell that a fact names leads to its row.
function recordTables(owner, at, targets) {
  return (model.data.records[owner][at] || []).map(([kind, rows]) => {
    const [label, columns] = model.data.record_kinds[kind];
    const placed = rows.some(([place]) => place);
    const heads = placed ? [...columns, say('record_row')] : columns;
    const body = rows.map(([place, ...values]) => {
      const source = model.data.strings[place];
      const row = h('tr', { tabindex: '-1' },
        values.map((value) => h('td', {}, model.data.strings[value])),
        placed ? h('td', { class: 'cellname' }, source) : null);
      if (source) targets.set(`cell ${source}`, row);
      return row;
    });
    return [heading(say('records', { kind: label }), 4), h('div', { class: 'wide' }, h('table', { class: 'records' },
      h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col' }, name)))), h('tbody', {}, body)))];
  });
}

// What would have to be different for a lighter outcome: folded, under what it is and is not.
function lighter(subject) {
  if (!subject.conclusion.ends.length) return null;
  const ways = model.data.lighter[subject.number] || [];
  const told = model.data.weighs
    ? [h('p', { class: 'soft' }, say('lighter_note')), h('ul', { class: 'steps' }, ways.map((at) => h('li', {}, sentence(subject, model.data.ways[at]))))]
    : h('p', { class: 'soft' }, say('lighter_many'));
  return h('details', {}, h('summary', { class: 'head' }, say('lighter')), told);
}
