// Elements. Text only ever becomes text: nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== '') node.append(child);
  }
  return node;
}

const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

let model;

// The words under a key, {n} and the like filled in.
function say(key, values) {
  const words = model.words[key];
  return values ? words.replace(/\{(\w+)\}/g, (_, name) => String(values[name])) : words;
}

const number = (n) => n.toLocaleString(model.data.lang === 'zh' ? 'zh-CN' : 'en');
const joined = (words) => words.join(say('comma'));
const link = (href, ...children) => h('a', { href }, ...children);
const heading = (words, level = 2, attributes = {}) => h(`h${level}`, attributes, words);
const chip = (status) => h('span', { class: `chip ${status}` }, model.label('status', status));

// A table; a cell is text, a node or a list of both.
function table(heads, rows, attributes = {}) {
  const cells = (row, tag, more) => row.map((cell) => h(tag, more, cell));
  return h('div', { class: 'wide' }, h('table', attributes,
    h('thead', {}, h('tr', {}, cells(heads, 'th', { scope: 'col' }))),
    h('tbody', {}, rows.map((row) => h('tr', row.attributes || {}, cells(row.cells || row, 'td', {}))))));
}

// A long table in portions, the rest on demand; all of it on paper.
function longTable(heads, items, asRow, portion = 200) {
  const wrapper = table(heads, items.slice(0, portion).map(asRow));
  const body = wrapper.firstChild.lastChild;
  let shown = Math.min(portion, items.length);
  const button = h('button', { type: 'button', class: 'more' });
  const add = (count) => {
    for (const item of items.slice(shown, shown + count)) {
      body.append(h('tr', {}, asRow(item).map((cell) => h('td', {}, cell))));
    }
    shown = Math.min(shown + count, items.length);
    label();
  };
  const label = () => {
    const left = items.length - shown;
    button.textContent = say('more', { n: Math.min(portion, left), left });
    if (!left) button.remove();
  };
  button.addEventListener('click', () => add(portion));
  wrapper.complete = () => add(items.length);
  wrapper.append(button);
  label();
  return wrapper;
}
