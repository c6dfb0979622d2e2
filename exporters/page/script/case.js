// One case: its facts with their cells, and for each subject every conclusion with its reasons.

// Open questions shown before the rest is folded; the first settle most.
const MOST_ASKED = 3;

function caseView({ key, rest }) {
  const cases = model.cases.filter((found) => found.id === key);
  const title = heading(`${say('case')} ${key}`, 2, { tabindex: '-1' });
  if (!cases.length) {
    return { node: h('div', {}, title, h('p', {}, say('not_found', { what: key }))), title, words: key };
  }
  const targets = new Map();
  const node = h('div', { class: 'case' }, title, cases.map((found) => oneCase(found, targets)));
  const all = [];
  collect(node, 'details', all);
  return {
    node, title, words: `${say('case')} ${key}`,
    started: () => reveal(targets, rest),
    complete: () => all.forEach((details) => { details.was = details.open; details.open = true; }),
    compact: () => all.forEach((details) => { details.open = details.was; }),
  };
}

function collect(node, name, found) {
  for (const child of node.childNodes) {
    if (child.localName === name) found.push(child);
    collect(child, name, found);
  }
}

// Scroll to what the address names: a cell, a step, or a subject.
function reveal(targets, rest) {
  const wanted = [
    rest.cell && `cell ${rest.cell}`,
    rest.step && `step ${rest.subject} ${rest.step}`,
    rest.subject && `subject ${rest.subject}`,
  ].find((name) => name && targets.has(name));
  if (!wanted) return false;
  const found = targets.get(wanted);
  for (let up = found; up; up = up.parentNode) if (up.localName === 'details') up.open = true;
  found.classList.add('target');
  found.scrollIntoView({ block: wanted.startsWith('subject') ? 'start' : 'center' });
  found.focus({ preventScroll: true });
  return true;
}

function oneCase(found, targets) {
  const head = [found.unit, found.level && model.label('level', found.level), found.date].filter((words) => words);
  const used = uses(found);
  return [
    h('p', { class: 'soft' }, joined(head)),
    found.subjects.length > 1 ? [heading(say('compare'), 3), comparison(found)] : null,
    found.subjects.map((subject) => subjectSection(subject, used, targets)),
    heading(`${say('facts')}${say('colon')}${say('case')} ${found.id}`, 3),
    factTable(model.lines('case', found.record), used, targets),
    recordTables('case', found.number, targets),
  ];
}

function comparison(found) {
  const heads = ['subject', 'role', 'responsibility', 'status', 'outcome'].map((name) => say(name));
  return table(heads, found.subjects.map((subject) => [
    link(caseAddress(subject), subject.name || '—'),
    model.label('role', subject.role),
    model.label('responsibility', subject.conclusion.responsibility),
    chip(subject.conclusion.status),
    subject.conclusion.outcome,
  ]));
}

// ── one subject ────────────────────────────────────────────────────────────

function subjectSection(subject, used, targets) {
  const { conclusion } = subject;
  const who = [model.label('kind', conclusion.kind), model.label('role', subject.role)];
  const { file, sheet, row } = subject.origin;
  const section = h('section', { class: 'subject', tabindex: '-1' },
    h('h3', {}, subject.name || '—', say('opening'), joined(who), say('closing'), ' ', chip(conclusion.status)),
    h('p', { class: 'outcome' }, conclusion.outcome),
    measures(subject), ends(conclusion),
    part('questions', questions(conclusion)),
    part('reasons', reasons(subject, targets)),
    part('adjustments', adjustments(conclusion)),
    part('referrals', referrals(conclusion)),
    part('effects', following(subject, 'effects')),
    part('procedure', following(subject, 'procedure')),
    considered(subject, targets),
    lighter(subject),
    heading(`${say('facts')}${say('colon')}${subject.name}`, 4),
    factTable([...model.lines('subject', subject.record), ...model.workedOut(subject)], used, targets, subject),
    recordTables('subject', subject.number, targets),
    h('p', { class: 'soft' }, row ? say('source', { file, place: sheet, row }) : '', '　', h('span', { class: 'likes' }, likes(conclusion))));
  targets.set(`subject ${subject.key}`, section);
  return section;
}

const part = (words, content) => (content ? [heading(say(words), 4), content] : null);

function measures({ conclusion }) {
  if (!conclusion.measures.length) return null;
  return [heading(say('measures'), 4), h('ul', { class: 'measures' }, conclusion.measures.map(([, label, basis, cites]) => h('li', {},
    h('b', {}, label), ' ',
    statuteMark(say(basis === 'baseline' ? 'option' : 'by_statute')), ' ', clauseLinks(cites),
    basis === 'baseline' ? [' ', baselineMark(say('by_baseline'))] : null,
    cites.map(quotation))))];
}

function ends({ ends: found }) {
  if (!found.length) return null;
  const [lightest, heaviest] = found;
  const words = lightest === heaviest
    ? lightest
    : [h('span', {}, say('lightest'), say('colon'), lightest), '　→　', h('span', {}, say('heaviest'), say('colon'), heaviest)];
  return h('p', { class: 'ends' }, h('b', {}, say('interval')), say('colon'), words);
}

function reasons(subject, targets) {
  const found = subject.conclusion.reasons.map((at) => model.data.reasons[at]);
  if (!found.length) return null;
  return h('ol', { class: 'steps' }, found.map(([rule, stage, words, , cites], at) => {
    const item = h('li', { tabindex: '-1' },
      h('span', { class: 'stage' }, model.label('stage', stage)), ' ',
      rule === 'baseline' ? baselineMark() : statuteMark(), ' ',
      sentence(subject, words), say('opening'), ruleLinkNamed(rule), say('closing'),
      cites.length ? h('details', {}, h('summary', {}, say('quote')),
        cites.map((id) => [h('p', { class: 'cite' }, clauseLink(id)), quotation(id)])) : null);
    targets.set(`step ${subject.key} ${at}`, item);
    return item;
  }));
}

const ruleLinkNamed = (rule) => link(ruleAddress(rule), say('step', { rule }));

// Established, undecided, and not applying: faults first, adjustments after them.
function considered(subject, targets) {
  const groups = [
    ['found_faults', 'true', true], ['open_faults', 'unknown', true], ['why_not', 'false', true],
    ['open_adjustment', 'unknown', false], ['no_adjustment', 'false', false],
  ];
  const found = subject.conclusion.considered.map((at) => model.data.considered[at]);
  const folded = (words, count, content) => count > 0 && h('details', { open: words === 'found_faults' },
    h('summary', { class: 'head' }, say(words), say('opening'), number(count), say('closing')), content);
  return groups.map(([words, value, ofFault]) => {
    const items = found.map((item, at) => [item, at]).filter(([item]) => item[3] === value && item[2] === ofFault);
    return folded(words, items.length, h('ul', { class: 'steps' }, items.map(([[, , , , said, slots, cites], at]) => {
      const unsaid = slots.filter((slot) => !parts(said).some((piece) => piece.fact === slot));
      const unquoted = cites.filter((id) => !parts(said).some((piece) => piece.clause === id));
      const item = h('li', { tabindex: '-1' }, sentence(subject, said),
        unsaid.length ? h('span', { class: 'soft' }, say('rests_on'), unsaid.map((slot, i) => [i ? say('comma') : '', factWords(subject, slot)])) : null,
        unquoted.length ? [say('opening'), clauseLinks(unquoted), say('closing')] : null);
      targets.set(`step ${subject.key} c${at}`, item);
      return item;
    })));
  });
}

function adjustments({ adjustments: found }) {
  if (!found.length) return null;
  return h('ul', {}, found.map(([id, words, force, applied, cites]) => h('li', {},
    statuteMark(), ' ', say(force === 'shall' ? 'shall' : 'may'), words, ' ', clauseLinks(cites), ' ',
    say('opening'), ruleLink(id), say('closing'), applied ? [' ', baselineMark(say('suggested'))] : null)));
}

function referrals({ referrals: found }) {
  if (!found.length) return null;
  return h('ul', {}, found.map(([, label, cites]) => h('li', {}, h('b', {}, label), ' ', clauseLinks(cites), cites.map(quotation))));
}

function following(subject, kind) {
  const found = subject.follows.map((at) => model.data.following[at]).filter(([name]) => name === kind);
  return found.length ? h('ul', {}, found.map(([, words, cites]) => h('li', {}, statuteMark(), ' ', words, ' ', clauseLinks(cites)))) : null;
}

function questions({ questions: numbers }) {
  if (!numbers.length) return null;
  const asked = numbers.map(question);
  if (asked.length <= MOST_ASKED + 1) return asked;
  return [asked.slice(0, MOST_ASKED), h('details', {},
    h('summary', {}, say('more_questions', { n: asked.length - MOST_ASKED })), asked.slice(MOST_ASKED))];
}

function question(at) {
  const [, titled, asked, answers] = model.data.questions[at];
  return h('div', { class: 'question' }, h('p', {}, h('b', {}, titled), say('colon'), asked),
    answers.length ? table([say('answer'), say('gives')], answers.map(([answer, outcome, settles]) => [
      answer, [outcome, settles ? h('span', { class: 'mark settles' }, say('settles')) : null],
    ])) : null);
}

function likes({ signature }) {
  const count = model.likes(signature).length;
  return count > 1 ? link(listAddress({ like: signature }), say('likes', { n: count })) : '';
}

// ── facts and cells ────────────────────────────────────────────────────────

// A fact of a case has one name for all its subjects, a fact of a subject one for each.
const factName = (fact, number, subject) => (fact.entity === 'case' ? `fact ${number}` : `fact ${number} ${subject.key}`);

// Facts and cells → the steps that rest on them, over all subjects of the case: words → address.
function uses(found) {
  const users = new Map();
  const put = (subject, slots, words, step) => {
    for (const slot of slots) {
      const names = [factName(model.data.facts[slot], slot, subject), ...cellsOf(model.fact(subject, slot).cell)];
      for (const name of names) {
        if (!users.has(name)) users.set(name, new Map());
        if (!users.get(name).has(words)) users.get(name).set(words, caseAddress(subject, { step }));
      }
    }
  };
  for (const subject of found.subjects) {
    subject.conclusion.reasons.forEach((number, at) => {
      const [rule, , , slots] = model.data.reasons[number];
      put(subject, slots, model.rule(rule).title, at);
    });
    subject.conclusion.considered.forEach((number, at) => {
      const [, label, , , , slots] = model.data.considered[number];
      put(subject, slots, label, `c${at}`);
    });
  }
  return users;
}

function factTable(lines, used, targets, subject) {
  // What rests on a fact: [words, address].
  const purposes = (line) => [...new Map([factName(line, line.number, subject), ...cellsOf(line.cell)]
    .flatMap((name) => [...(used.get(name) || [])]))];
  const row = (line) => {
    const found = h('tr', { tabindex: '-1' },
      h('th', { scope: 'row' }, line.label),
      h('td', { class: line.value ? null : 'zero' }, line.value || say('blank')),
      h('td', { class: 'cellname' }, spansOf(line.cell).map(([, words]) => words).join(say('comma')) || '—'),
      h('td', {}, purposes(line).flatMap(([words, href], at) => [at ? say('comma') : '', link(href, words)])));
    for (const cell of cellsOf(line.cell)) {
      const name = `cell ${cell}`;
      if (line.kind !== 'used' || !targets.has(name)) targets.set(name, found);
    }
    return found;
  };
  const heads = h('thead', {}, h('tr', {}, ['fact', 'value', 'cell', 'used_for'].map((name) => h('th', { scope: 'col' }, say(name)))));
  const whole = (found) => {
    const groups = new Map();
    for (const line of found) {
      const name = { extra: say('extra'), used: say('worked_out') }[line.kind] || line.group || say('no_group');
      groups.set(name, [...(groups.get(name) || []), line]);
    }
    return h('div', { class: 'wide' }, h('table', { class: 'facts' }, heads.cloneNode(true), [...groups].map(([name, members]) => h('tbody', {},
      h('tr', {}, h('th', { colspan: 4, class: 'group', scope: 'rowgroup' }, name)), members.map(row)))));
  };
  const known = lines.filter((line) => line.value);
  const blank = lines.filter((line) => !line.value);
  return [
    known.length ? whole(known) : null,
    blank.length ? h('details', {}, h('summary', {}, say('blank_facts', { n: blank.length })), whole(blank)) : null,
  ];
}
