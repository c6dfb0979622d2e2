// As much of a browser's document as the page uses, so that its script runs in tests.

class FakeNode {
  constructor(name) {
    Object.assign(this, { localName: name, childNodes: [], attributes: {}, listeners: {}, style: {}, parentNode: null, open: false, scrollTop: 0, clientHeight: 600, value: '' });
    this.classList = { add: (word) => { this.attributes.class = `${this.attributes.class || ''} ${word}`; } };
  }
  get firstChild() { return this.childNodes[0] || null; }
  get lastChild() { return this.childNodes[this.childNodes.length - 1] || null; }
  get textContent() { return this.childNodes.map((child) => child.textContent).join(''); }
  set textContent(words) { this.replaceChildren(String(words)); }
  append(...children) {
    for (const child of children) {
      const node = child instanceof FakeNode ? child : new FakeText(String(child));
      node.parentNode = this;
      this.childNodes.push(node);
    }
  }
  replaceChildren(...children) { this.childNodes = []; this.append(...children); }
  remove() {
    if (this.parentNode) this.parentNode.childNodes = this.parentNode.childNodes.filter((child) => child !== this);
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
    if (name === 'open') this.open = true;
    if (name === 'value') this.value = value;
  }
  getAttribute(name) { return name in this.attributes ? this.attributes[name] : null; }
  addEventListener(name, listener) { (this.listeners[name] = this.listeners[name] || []).push(listener); }
  fire(name, event = {}) { (this.listeners[name] || []).forEach((listener) => listener({ target: this, preventDefault() {}, ...event })); }
  cloneNode() {
    const copy = new FakeNode(this.localName);
    Object.assign(copy.attributes, this.attributes);
    copy.append(...this.childNodes.map((child) => child.cloneNode(true)));
    return copy;
  }
  contains(node) { return node === this || this.childNodes.some((child) => child.contains(node)); }
  closest(name) { return this.localName === name ? this : this.parentNode && this.parentNode.closest(name); }
  all(name) { return this.childNodes.flatMap((child) => [...(child.localName === name ? [child] : []), ...child.all(name)]); }
  querySelectorAll(name) { return this.all(name); }
  scrollIntoView() { document.scrolledTo = this; }
  focus() { document.activeElement = this; }
}

class FakeText extends FakeNode {
  constructor(words) { super('#text'); this.words = words; }
  get textContent() { return this.words; }
  cloneNode() { return new FakeText(this.words); }
}

const document = Object.assign(new FakeNode('#document'), {
  title: 'page', activeElement: null, scrolledTo: null, byId: {},
  createElement: (name) => new FakeNode(name),
  createElementNS: (space, name) => new FakeNode(name),
  getElementById: (id) => document.byId[id],
  querySelector: () => document.byId.skip,
});
for (const id of ['main', 'nav', 'data', 'skip']) document.byId[id] = new FakeNode(id);
const window = Object.assign(new FakeNode('#window'), { scrollY: 0, scrollTo(x, y) { this.scrollY = y; }, print() { this.printed = true; } });
const location = { hash: '' };
const history = { replaceState: (state, title, hash) => { location.hash = hash; }, back() { this.gone = true; } };
const setTimeout = (work) => { work(); return 0; };
const clearTimeout = () => {};

// ── what a test asks ────────────────────────────────────────────────────────

const shown = () => document.byId.main.textContent;
const links = () => document.byId.main.all('a').map((a) => [a.textContent, a.getAttribute('href')]);
function go(hash) {
  location.hash = hash;
  window.fire('hashchange');
}
// Follow the first link with this text (or part of it).
function follow(words) {
  const all = document.byId.main.all('a');
  const link = all.find((a) => a.textContent === words) || all.find((a) => a.textContent.includes(words));
  if (!link) throw new Error(`no link ${words}`);
  document.fire('click', { target: link });
  go(link.getAttribute('href'));
  return link.getAttribute('href');
}
