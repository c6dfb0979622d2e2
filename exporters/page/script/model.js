// The run as objects: subjects, their conclusions, facts and cells; filters and counts.
// No document here: this part also runs outside a browser.

const HOWS = ['supports', 'open', 'excluded', 'considered'];

// Figures and filters. `keys` gives what a subject counts under.
const DIMENSIONS = {
  status: { keys: (s) => [s.conclusion.status] },
  fault: { keys: (s) => s.conclusion.faults.filter((f) => f[1] === 'true').map((f) => f[0]) },
  fault_open: { names: 'fault', keys: (s) => s.conclusion.faults.filter((f) => f[1] !== 'true').map((f) => f[0]) },
  responsibility: { keys: (s) => [s.conclusion.responsibility] },
  gravity: { keys: (s) => [s.conclusion.gravity] },
  measure: { keys: (s) => s.conclusion.measures.map((m) => `${s.conclusion.kind}/${m[0]}`) },
  role: { keys: (s) => [s.role] },
  level: { keys: (s) => [s.case.level] },
  unit_type: { keys: (s) => [s.case.unit_type] },
  month: { keys: (s) => [s.case.month] },
  asked: { keys: (s) => [...new Set(s.conclusion.questions.map((q) => s.model.data.questions[q][0]))] },
  referral: { keys: (s) => s.conclusion.referrals.map((r) => r[0]) },
  like: { keys: (s) => [s.conclusion.signature] },
};

// The month of a date in words: of both ends if they share it, else their year, else none.
function monthOf(date) {
  const months = new Set(date.match(/\d{4}-\d{2}/g) || []);
  if (months.size === 1) return [...months][0];
  const years = new Set([...months].map((month) => month.slice(0, 4)));
  return years.size === 1 ? [...years][0] : '';
}

function openModel(data) {
  const model = { data, words: data.words };
  const text = (number) => data.strings[Math.abs(number)];

  // A record is [layout, row, values, odd cells]; see exporters/page/cells.py.
  function read(record, number) {
    const [layout, row, values, odd] = record;
    const value = values[data.facts[number].at] || 0;
    const prefix = data.layouts[layout][number] || '';
    let cell = prefix.includes('!') ? prefix + row : prefix;
    if (odd && number in odd) cell = text(odd[number]);
    return { label: data.facts[number].label, value: text(value), open: value < 0, cell };
  }

  model.cases = data.cases.map(([id, ...record], number) => {
    const found = { id, number, record, subjects: [] };
    for (const name of ['level', 'unit_type', 'date', 'unit']) {
      const fact = data.dimensions[name];
      found[name] = fact === undefined ? '' : read(record, fact).value;
    }
    found.month = monthOf(found.date);
    return found;
  });

  model.subjects = data.subjects.map(([owner, name, role, conclusion, follows, origin, used, ...record], number) => {
    const subject = { model, number, name, role, record, case: model.cases[owner] };
    subject.conclusion = data.conclusions[conclusion];
    subject.origin = { file: text(origin[0]), sheet: text(origin[1]), row: origin[2] };
    subject.follows = follows;
    subject.used = used;
    subject.case.subjects.push(subject);
    subject.haystack = `${subject.case.id}\n${name}\n${subject.case.unit}`.toLowerCase();
    return subject;
  });

  // What an address calls a subject: its name, with a number from the second of that name on.
  const met = new Map();
  for (const subject of model.subjects) {
    const name = JSON.stringify([subject.case.id, subject.name]);
    met.set(name, (met.get(name) || 0) + 1);
    subject.key = met.get(name) > 1 ? `${subject.name}#${met.get(name)}` : subject.name;
  }

  // The fact in a slot of a sentence about this subject: label, value, open, cell.
  model.fact = (subject, number) => {
    const entity = data.facts[number].entity;
    if (entity === 'case') return read(subject.case.record, number);
    if (entity === 'subject') return read(subject.record, number);
    for (let at = 0; at < subject.used.length; at += 3) {
      if (subject.used[at] !== number) continue;
      const [value, cell] = [text(subject.used[at + 1]), text(subject.used[at + 2])];
      return { label: data.facts[number].label, value, open: false, cell };
    }
    throw new Error(`no fact ${number}`);
  };

  // All facts of a case or a subject, blank ones too, with the numbers of the facts.
  model.lines = (entity, record) => data.facts
    .map((fact, number) => ({ ...fact, number }))
    .filter((fact) => fact.entity === entity)
    .map((fact) => ({ ...fact, ...read(record, fact.number) }))
    .filter((fact) => fact.kind !== 'extra' || fact.value);

  // Facts that no line shows, worked out from others or one of several: the last of a subject.
  model.workedOut = (subject) => subject.used
    .filter((_, at) => at % 3 === 0)
    .map((number) => ({ ...data.facts[number], number, ...model.fact(subject, number) }))
    .filter((fact) => fact.cell);

  // ── the law ──────────────────────────────────────────────────────────────

  model.clause = (id) => data.clauses.find((clause) => clause.id === id);
  model.rule = (id) => data.rules.find((rule) => rule.id === id);

  // How a clause or a rule bears on each subject: id → how → subjects.
  function bearing(field) {
    const found = new Map();
    const put = (id, how, subject) => {
      if (!found.has(id)) found.set(id, new Map(HOWS.map((name) => [name, []])));
      found.get(id).get(how).push(subject);
    };
    for (const subject of model.subjects) {
      const cited = new Map(subject.conclusion[field]);
      for (const [id, how] of cited) put(id, how, subject);
      if (field !== 'clauses') continue;
      const weighed = new Set();
      for (const number of subject.conclusion.considered) {
        const considered = data.considered[number];
        if (considered[3] === 'false') considered[6].forEach((id) => weighed.add(id));
      }
      for (const id of weighed) if (!cited.has(id)) put(id, 'considered', subject);
    }
    return found;
  }

  const bearings = {};
  model.bearing = (field, id) => {
    bearings[field] = bearings[field] || bearing(field);
    return bearings[field].get(id) || new Map(HOWS.map((how) => [how, []]));
  };

  // The subjects that a clause (or rule) decided: those that only considered it do not count.
  model.decided = (field, id) => {
    const found = model.bearing(field, id);
    return HOWS.slice(0, 3).flatMap((how) => found.get(how)).sort((a, b) => a.number - b.number);
  };

  model.likes = (signature) => model.subjects.filter((s) => s.conclusion.signature === signature);

  // ── filters and counts ───────────────────────────────────────────────────

  // The subjects that meet every filter, in input order. A filter is dimension → key.
  model.filtered = (filters) => {
    let found = model.subjects;
    for (const [name, key] of Object.entries(filters)) {
      if (name in DIMENSIONS) {
        found = found.filter((subject) => DIMENSIONS[name].keys(subject).includes(key));
      } else if (name === 'q') {
        const wanted = key.toLowerCase();
        found = found.filter((subject) => subject.haystack.includes(wanted));
      } else if (name === 'clause' || name === 'rule') {
        const field = `${name}s`;
        const met = new Set(filters.how
          ? model.bearing(field, key).get(filters.how) || []
          : model.decided(field, key));
        found = found.filter((subject) => met.has(subject));
      }
    }
    return found;
  };

  // key → how many of the subjects count under it. Those of all subjects are counted once.
  const whole = {};
  model.tally = (subjects, name) => {
    if (subjects === model.subjects) {
      whole[name] = whole[name] || count(subjects, name);
      return whole[name];
    }
    return count(subjects, name);
  };

  function count(subjects, name) {
    const counts = new Map();
    for (const subject of subjects) {
      for (const key of DIMENSIONS[name].keys(subject)) counts.set(key, (counts.get(key) || 0) + 1);
    }
    return counts;
  }

  // The keys that occur, in the order of the book; others after them, sorted.
  model.keys = (name) => {
    const counts = model.tally(model.subjects, name);
    const known = Object.keys(model.names(name)).filter((key) => counts.has(key));
    const others = [...counts.keys()].filter((key) => !known.includes(key));
    if (name === 'asked') others.sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    else others.sort((a, b) => (a === '') - (b === '') || (a < b ? -1 : 1));
    return [...known, ...others];
  };

  model.names = (name) => data.names[(DIMENSIONS[name] || {}).names || name] || {};

  model.label = (name, key) => {
    if (name === 'like') return key.slice(0, 8);
    if (name === 'how') return data.names.how[key] || key;
    if (key === '' || key === null) {
      return ['responsibility', 'gravity'].includes(name) ? model.words.undecided_key : model.words.blank_key;
    }
    const names = model.names(name);
    return Object.hasOwn(names, key) ? names[key] : key;
  };

  return model;
}

// A sentence with slots as parts: {text}, {fact: number} or {clause: id}.
function parts(sentence) {
  const found = [];
  for (const [, text, fact, clause] of sentence.matchAll(/([^\x01\x03]+)|\x01(\d+)\x02|\x03([^\x02]*)\x02/g)) {
    if (text !== undefined) found.push({ text });
    else if (fact !== undefined) found.push({ fact: Number(fact) });
    else found.push({ clause });
  }
  return found;
}

// The cells in 表!H7、表!H8.
function cellsOf(source) {
  return source ? source.split('、').filter((cell) => cell) : [];
}

// Cells of one column in rows that follow each other, together: [first cell, words].
function spansOf(source) {
  const spans = [];
  for (const cell of cellsOf(source)) {
    const [, column, row] = cell.match(/^(.*![A-Z]+)(\d+)$/) || [];
    const last = spans[spans.length - 1];
    if (column && last && last.column === column && last.row + 1 === Number(row)) {
      last.row += 1;
      last.words = `${last.first}:${column.slice(column.lastIndexOf('!') + 1)}${row}`;
    } else {
      spans.push({ first: cell, column, row: Number(row), words: cell });
    }
  }
  return spans.map(({ first, words }) => [first, words]);
}

// A sentence about a subject as plain text.
function spoken(model, subject, sentence) {
  return parts(sentence).map((part) => {
    if (part.text !== undefined) return part.text;
    if (part.clause !== undefined) return part.clause;
    const { value, cell } = model.fact(subject, part.fact);
    const { opening, closing, blank } = model.words;
    return (value || blank) + (cell ? opening + cell + closing : '');
  }).join('');
}
