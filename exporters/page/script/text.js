// Sentences, facts, cells and clauses as a reader follows them.

const clauseLink = (id) => link(clauseAddress(id), id);
const clauseLinks = (ids) => ids.flatMap((id, at) => (at ? [say('comma'), clauseLink(id)] : [clauseLink(id)]));
const ruleLink = (id) => link(ruleAddress(id), id);

// 表!H7, leading to the fact in its case.
function cellLinks(subject, source) {
  return spansOf(source).flatMap(([cell, words], at) => {
    const found = h('a', { class: 'cell', href: caseAddress(subject, { cell }) }, words);
    return at ? [say('comma'), found] : [found];
  });
}

// A sentence about a subject, its facts and clauses as links.
function sentence(subject, words) {
  return parts(words).map((part) => {
    if (part.text !== undefined) return part.text;
    if (part.clause !== undefined) return clauseLink(part.clause);
    return factValue(subject, part.fact);
  });
}

// A fact's value and cells.
function factValue(subject, slot) {
  const { value, cell } = model.fact(subject, slot);
  const where = cell ? [say('opening'), cellLinks(subject, cell), say('closing')] : [];
  return [h('b', { class: value ? 'value' : 'value none' }, value || say('blank')), where];
}

const factWords = (subject, slot) => [`${model.data.facts[slot].label} = `, factValue(subject, slot)];

// The text of a clause, quoted, and what it is about where there is no quotation.
function quotation(id) {
  const clause = model.clause(id);
  if (!clause) return [];
  return clause.quote
    ? h('blockquote', { lang: 'zh-CN' }, clause.quote)
    : h('p', { class: 'soft', lang: 'zh-CN' }, clause.about);
}

// 条文 or 基准: the mark that keeps law and policy apart.
const statuteMark = (words = say('statute_mark')) => h('span', { class: 'mark statute' }, words);
const baselineMark = (words = say('baseline_mark')) => h('a', { class: 'mark policy', href: ruleAddress('baseline') }, words);
