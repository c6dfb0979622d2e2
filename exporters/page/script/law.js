// The book: its clauses and rules, each with the cases that it decided; and what was not read.

// Counts by effect, each leading to its cases: 作为依据 12、据以排除 30.
function effects(field, id) {
  const name = field.slice(0, -1);
  const found = model.bearing(field, id);
  return HOWS.filter((how) => found.get(how).length).flatMap((how, at) => [
    at ? say('comma') : '',
    link(formatAddress({ view: name, key: id, rest: { how } }), `${model.label('how', how)} ${number(found.get(how).length)}`),
  ]);
}

function decidedList(field, id, how) {
  const subjects = how ? model.bearing(field, id).get(how) || [] : model.decided(field, id);
  const names = roll(subjects);
  const name = field.slice(0, -1);
  return {
    node: [
      heading(`${say(field === 'clauses' ? 'decided' : 'decided_by_rule')}${say('opening')}${say('both_counts', { n: number(subjects.length), cases: number(new Set(subjects.map((s) => s.case)).size) })}${say('closing')}`, 3),
      h('p', {}, link(formatAddress({ view: name, key: id }), say('all')), say('comma'), effects(field, id),
        how ? h('b', {}, `　${model.label('how', how)}`) : null),
      names,
    ],
    started: () => names.start && names.start(),
    complete: () => names.complete && names.complete(),
    compact: () => names.compact && names.compact(),
    scroller: () => names,
  };
}

function clausesView() {
  const title = heading(say('clauses'), 2, { tabindex: '-1' });
  const heads = ['clause', 'about', 'code_status', 'rules_of', 'decided_n'].map((name) => say(name));
  const rows = model.data.clauses.map((clause) => [
    clauseLink(clause.id), h('span', { lang: 'zh-CN' }, clause.about), say(clause.status),
    rulesOf(clause.id).flatMap((rule, at) => [at ? say('comma') : '', ruleLink(rule.id)]), effects('clauses', clause.id),
  ]);
  return { node: h('div', {}, title, h('p', { class: 'soft' }, model.data.document), table(heads, rows)), title, words: say('clauses') };
}

const rulesOf = (id) => model.data.rules.filter((rule) => rule.cites.includes(id));

function clauseView({ key, rest }) {
  const clause = model.clause(key);
  const title = heading(`${say('clause')} ${key}`, 2, { tabindex: '-1' });
  const list = decidedList('clauses', key, rest.how);
  const facts = clause ? [
    clause.quote ? [heading(say('quote'), 3), h('blockquote', { class: 'law', lang: 'zh-CN' }, clause.quote,
      h('footer', {}, `${model.data.document} ${key}`))] : null,
    h('dl', { class: 'about' },
      h('dt', {}, say('about')), h('dd', { lang: 'zh-CN' }, clause.about),
      h('dt', {}, say('code_status')), h('dd', {}, say(clause.status), clause.reason ? `${say('colon')}${clause.reason}` : ''),
      h('dt', {}, say('rules_of')), h('dd', {}, rulesOf(key).flatMap((rule, at) => [at ? say('comma') : '', ruleLink(rule.id)]), rulesOf(key).length ? '' : say('none'))),
  ] : h('p', {}, say('not_found', { what: key }));
  return { ...list, node: h('div', { class: 'law' }, title, facts, list.node), title, words: `${say('clause')} ${key}` };
}

function rulesView() {
  const title = heading(say('rules'), 2, { tabindex: '-1' });
  const heads = ['rule', 'stage', 'cites', 'condition', 'decided_by_rule'].map((name) => say(name));
  const rows = model.data.rules.map((rule) => [
    [ruleLink(rule.id), h('br'), h('span', { class: 'soft', lang: 'zh-CN' }, rule.title)], h('span', { class: 'stage' }, model.label('stage', rule.stage)),
    rule.id === 'baseline' ? baselineMark() : clauseLinks(rule.cites), h('span', { lang: 'zh-CN' }, rule.whens.map((when, at) => [at ? h('br') : '', when.when]), rule.whens.length ? '' : rule.note), effects('rules', rule.id),
  ]);
  return { node: h('div', {}, title, table(heads, rows)), title, words: say('rules') };
}

function ruleView({ key, rest }) {
  const rule = model.rule(key);
  const title = heading(`${say('rule')} ${key}`, 2, { tabindex: '-1' });
  const list = decidedList('rules', key, rest.how);
  const facts = rule ? [
    key === 'baseline' ? baselineTable() : h('dl', { class: 'about' },
      h('dt', {}, say('stage')), h('dd', {}, model.label('stage', rule.stage)),
      rule.whens.length ? [h('dt', {}, say('condition')), h('dd', { lang: 'zh-CN' }, rule.whens.map((when) => condition(when, rule)))] : null,
      rule.then ? [h('dt', {}, say('then')), h('dd', { lang: 'zh-CN' }, rule.then)] : null,
      rule.note ? [h('dt', {}, say('note')), h('dd', {}, rule.note)] : null,
      rule.chosen ? [h('dt', {}, say('note')), h('dd', {}, say('two_readings'))] : null),
    rule.cites.length ? [heading(say('cites'), 3), rule.cites.map((id) => [h('p', { class: 'cite' }, clauseLink(id)), quotation(id)])] : null,
  ] : h('p', {}, say('not_found', { what: key }));
  return { ...list, node: h('div', { class: 'law' }, title, facts, list.node), title, words: `${say('rule')} ${key}` };
}

function condition(when, rule) {
  const taken = rule.chosen && when.id === rule.chosen;
  return h('p', {}, h('code', {}, when.when), when.text ? ` ${say('reading', { text: when.text })}` : '',
    taken ? [' ', h('span', { class: 'mark settles' }, say('chosen'))] : null);
}

function baselineTable() {
  const { title, source, rows, lower } = model.data.baseline;
  return [
    h('p', {}, baselineMark(say('baseline')), ` ${title}`), h('p', { class: 'soft' }, source),
    table([say('responsibility'), say('gravity'), say('suggests')], rows.map((row) => [row.responsibility, row.gravity, row.measures])),
    lower.map((words) => h('p', {}, words)),
  ];
}

function problemsView() {
  const title = heading(say('problems'), 2, { tabindex: '-1' });
  const { rejected, problems, strings } = model.data;
  const rows = rejected.length
    ? longTable(['case_id', 'subject', 'file', 'sheet', 'row'].map((name) => say(name)), rejected,
      ([id, name, file, sheet, row]) => [id, name, strings[file], strings[sheet], String(row)])
    : h('p', {}, say('none'));
  const found = problems.length
    ? longTable(['severity', 'file', 'place', 'header', 'value', 'problem', 'expected', 'mend'].map((name) => say(name)), problems,
      ([severity, label, ...cells]) => [h('span', { class: `chip ${{ error: 'rejected', warning: 'needs_judgement' }[severity] || 'recommended'}` }, label), ...cells])
    : h('p', {}, say('no_problem'));
  return {
    node: h('div', { class: 'problems' }, title,
      heading(`${say('rejected_rows')}${say('opening')}${number(rejected.length)}${say('closing')}`, 3), rows,
      heading(`${say('import_problems')}${say('opening')}${number(problems.length)}${say('closing')}`, 3), found),
    title, words: say('problems'),
    complete: () => [rows, found].forEach((long) => long.complete && long.complete()),
  };
}
