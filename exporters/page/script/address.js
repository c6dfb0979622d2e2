// Where the reader is, as the part of the address after "#": #list&status=exempt, #case=A-1.

const VIEWS = ['overview', 'list', 'case', 'clauses', 'clause', 'rules', 'rule', 'problems'];

// {view, key, rest}: #case=A-1&cell=表!H7 is view case, key A-1, rest {cell}.
function parseAddress(hash) {
  const pieces = hash.replace(/^#/, '').split('&').filter((piece) => piece);
  const pairs = pieces.map((piece) => {
    const at = piece.indexOf('=');
    return at < 0 ? [plain(piece), ''] : [plain(piece.slice(0, at)), plain(piece.slice(at + 1))];
  });
  const [view, key] = pairs[0] || ['overview', ''];
  if (!VIEWS.includes(view)) return { view: 'overview', key: '', rest: {} };
  return { view, key, rest: Object.fromEntries(pairs.slice(1)) };
}

function formatAddress({ view, key = '', rest = {} }) {
  const pairs = [[view, key], ...Object.entries(rest).filter(([, value]) => value !== undefined)];
  return `#${pairs.map(([name, value], at) => (
    at === 0 && value === '' ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  )).join('&')}`;
}

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const caseAddress = (subject, rest = {}) => formatAddress({
  view: 'case', key: subject.case.id, rest: { subject: subject.key, ...rest },
});
const listAddress = (filters) => formatAddress({ view: 'list', rest: filters });
const clauseAddress = (id) => formatAddress({ view: 'clause', key: id });
const ruleAddress = (id) => formatAddress({ view: 'rule', key: id });
