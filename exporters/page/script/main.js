// Which view the address asks for; moving between views; printing.

const MAKERS = {
  overview: listView, list: listView, case: caseView, clauses: clausesView, clause: clauseView,
  rules: rulesView, rule: ruleView, problems: problemsView,
};
const SECTIONS = { overview: ['overview'], list: ['list', 'case'], clauses: ['clauses', 'clause'], rules: ['rules', 'rule'], problems: ['problems'] };

let current;
let currentHash;
// Was a link followed, or did the reader go back or forward?
let followed = false;
const places = new Map();

function start() {
  model = openModel(JSON.parse(document.getElementById('data').textContent));
  const main = document.getElementById('main');
  const name = document.title;

  function show(moved) {
    const address = parseAddress(location.hash);
    current = MAKERS[address.view](address, replaceAddress);
    currentHash = location.hash;
    main.replaceChildren(current.node);
    document.title = `${current.words} · ${name}`;
    navigation(address);
    const place = followed ? undefined : places.get(location.hash);
    const found = current.started && current.started();
    followed = false;
    if (place) restore(place);
    else if (moved && found !== true) {
      window.scrollTo(0, 0);
      current.title.focus({ preventScroll: true });
    }
  }

  // Back where the reader was, with the link that was followed in focus again.
  function restore({ y, top, href }) {
    const list = current.scroller && current.scroller();
    if (list) {
      list.scrollTop = top;
      current.started();
    }
    window.scrollTo(0, y);
    const link = [...main.querySelectorAll('a')].find((a) => a.getAttribute('href') === href);
    (link || current.title).focus({ preventScroll: true });
  }

  function replaceAddress(address) {
    history.replaceState(null, '', formatAddress(address));
    currentHash = location.hash;
    navigation(address);
  }

  function remember(event) {
    const list = current.scroller && current.scroller();
    const link = event.target.closest('a');
    followed = Boolean(link);
    const href = link && link.getAttribute('href');
    places.set(currentHash, { y: window.scrollY, top: list ? list.scrollTop : 0, href });
  }

  function navigation(address) {
    const filters = ['overview', 'list'].includes(address.view) ? filtersOf(address.rest) : {};
    const items = Object.entries(SECTIONS).map(([view, members]) => h('a', {
      href: formatAddress({ view, rest: ['overview', 'list'].includes(view) ? filters : {} }),
      'aria-current': members.includes(address.view) ? 'page' : null,
    }, say(view)));
    document.getElementById('nav').replaceChildren(
      h('button', { type: 'button', onclick: () => history.back() }, `← ${say('back')}`),
      ...items, h('button', { type: 'button', class: 'right', onclick: () => window.print() }, say('print')));
  }

  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  document.addEventListener('click', remember, true);
  window.addEventListener('hashchange', () => show(true));
  window.addEventListener('beforeprint', () => current.complete && current.complete());
  window.addEventListener('afterprint', () => current.compact && current.compact());
  show(false);
}
