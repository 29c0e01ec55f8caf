// Asks the sandbox what is new, and does what the keys say.
import {el, format, many, say, OUTCOMES} from './base.js';
import {Detail} from './detail.js';
import {List} from './list.js';
import {KEEP, Rows} from './rows.js';

const LIMIT = 5000;
const EVERY_MS = 500;
const AGAIN_MS = 2000;
const RATE_MS = 10000;

const find = id => document.getElementById(id);
const search = find('search'), chooser = find('chooser');
const rows = new Rows();
const list = new List(rows, open);
const detail = new Detail(close);

let since = null;
let last = 0;
let stats = null;
let samples = [];

// ---- News

async function poll() {
  const news = await ask();
  if (!news) {
    state('the sandbox does not answer', 'lost');
    setTimeout(poll, AGAIN_MS);
  } else if (take(news)) {
    state('catching up…', 'live');
    setTimeout(poll);
  } else {
    state('live', 'live');
    setTimeout(poll, EVERY_MS);
  }
}

/** What came behind the last row that is known; null without an answer. */
async function ask() {
  try {
    const answer = await fetch(`/sandbox/log?after=${last}&limit=${since === null ? 1 : LIMIT}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Whether there is more to ask for at once. */
function take(news) {
  stats = news.stats;
  if (stats.since !== since) {
    // The first answer; or the sandbox was emptied or started again, and numbers with it.
    since = stats.since;
    last = Math.max(0, news.last - KEEP);
    samples = [];
    rows.clear();
    list.selected = null;
    close();
    list.changed();
    draw();
    return news.last > 0;
  }
  const added = rows.add(news.rows);
  if (news.rows.length) {
    last = news.rows[news.rows.length - 1].number;
    list.grown(added);
  }
  draw();
  return news.rows.length === LIMIT;
}

function state(text, kind) {
  say(find('state'), text);
  find('state').className = kind;
}

// ---- The head and what stands around the list

function draw() {
  figures();
  choices();
  const shown = rows.shown.length;
  const all = (last > rows.size ? 'the newest ' : '') + many(rows.size, 'row');
  say(find('count'), !rows.size ? '' : shown === rows.size ? all : `${format(shown)} of ${all}`);
  const empty = find('empty');
  empty.hidden = shown > 0;
  const kind = shown ? '' : rows.size ? 'nothing' : 'waiting';
  if (empty.dataset.kind !== kind) {
    empty.dataset.kind = kind;
    empty.replaceChildren(...(kind === 'waiting' ? waiting() : [el('p', {}, 'Nothing matches.')]));
  }
}

function waiting() {
  return [el('p', {}, el('b', {}, 'No events yet.'), ' They appear here as they arrive. To send some:'),
    el('pre', {}, ['export SEGMENT_WRITE_KEY=anything', 'scripts/mailmodo-source send \\', `  --endpoint=${location.origin} \\`,
      '  --activity=testdata/activity.csv \\', '  --contacts=testdata/contacts.csv'].join('\n'))];
}

/** Per second, over the last ten of them. */
function rate(key, now) {
  const first = samples[0];
  const seconds = (now - first.at) / 1000;
  return seconds > 0 ? (stats[key] - first[key]) / seconds : 0;
}

function figures() {
  const now = performance.now();
  const arrived = stats.events + stats.duplicates;
  stats.arrived = arrived;
  samples.push({at: now, requests: stats.requests, arrived});
  while (samples.length > 2 && now - samples[0].at > RATE_MS) samples.shift();
  const other = stats.refused - stats.throttled;
  figure('Requests', format(stats.requests), 'All requests, refused ones too');
  figure('Requests/s', format(rate('requests', now), 1), 'Over the last 10 seconds');
  figure('Refused', format(other), 'Requests that were answered with an error other than 429', other > 0);
  figure('429s', format(stats.throttled), 'Requests that came faster than --maxRequestsPerSecond', stats.throttled > 0);
  figure('Events', format(stats.events), 'Accepted events with different ids');
  figure('Events/s', format(rate('arrived', now), 1), 'Over the last 10 seconds, duplicates too');
  figure('Duplicates', format(stats.duplicates), 'Accepted events whose id had come before');
}

function figure(name, value, title, bad) {
  const known = document.querySelector(`#figures [data-name="${name}"]`);
  const node = known ?? find('figures').appendChild(el('div', {'data-name': name, title}, el('dt', {}, name), el('dd')));
  say(node.lastChild, value);
  node.classList.toggle('bad', !!bad);
}

/** The outcomes and the names of the events that came, with how many of each. */
function choices() {
  const wanted = [['', 'All events', rows.size]];
  for (const outcome of ['REFUSED', 'DUPLICATE']) {
    const n = rows.outcomes.get(outcome) ?? 0;
    if (n || chooser.value === '=' + outcome) wanted.push(['=' + outcome, 'Only ' + (outcome === 'REFUSED' ? 'refused' : 'duplicates'), n]);
  }
  for (const name of [...rows.names.keys()].sort()) {
    const n = rows.names.get(name);
    if (n || chooser.value === '@' + name) wanted.push(['@' + name, name, n]);
  }
  if (chooser.value && !wanted.some(([value]) => value === chooser.value)) {
    wanted.push([chooser.value, chooser.value.startsWith('@') ? chooser.value.slice(1) : OUTCOMES[chooser.value.slice(1)], 0]);
  }
  if (chooser.options.length !== wanted.length || wanted.some(([value], i) => chooser.options[i].value !== value)) {
    const chosen = chooser.value;
    chooser.replaceChildren(...wanted.map(([value]) => { const option = el('option'); option.value = value; return option; }));
    chooser.value = chosen;
  }
  wanted.forEach(([, name, n], i) => say(chooser.options[i], `${name} (${format(n)})`));
}

function look() {
  rows.look(search.value, chooser.value);
  list.changed();
  draw();
}
search.addEventListener('input', look);
chooser.addEventListener('change', look);

// ---- Opening, closing, keys

function open(row) {
  list.selected = row.number;
  list.draw();
  document.body.classList.add('opened');
  detail.show(row);
}

function close() {
  detail.hide();
  document.body.classList.remove('opened');
}

function moveTo(row) {
  if (row && detail.open !== null) open(row);
}

function selected() {
  const at = list.selected === null ? -1 : rows.indexOf(list.selected);
  return rows.shown[at];
}

const KEYS = {
  ArrowDown: () => moveTo(list.move(1)),
  ArrowUp: () => moveTo(list.move(-1)),
  j: () => moveTo(list.move(1)),
  k: () => moveTo(list.move(-1)),
  Home: () => moveTo(list.first()),
  End: () => moveTo(list.last()),
  Enter: () => { const row = selected() ?? list.move(0); if (row) open(row); },
  Escape: () => { close(); find('list').focus(); },
  '/': () => { search.focus(); search.select(); },
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const on = event.target;
  if (on === search) {
    if (event.key === 'Escape' && search.value) {
      search.value = '';
      look();
    } else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) find('list').focus();
    else return;
    event.preventDefault();
    return;
  }
  // A button and a list of choices have keys of their own; the open event scrolls by its own, but for these.
  if (on === chooser && event.key !== '/') return;
  if (on instanceof HTMLButtonElement && event.key === 'Enter') return;
  if (on.id === 'detail' && ['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
  const does = KEYS[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});

find('names').append(...['Received', 'Event', 'User', 'Timestamp', 'Properties'].map((name, i) =>
  el('span', {class: ['at', 'event', 'user', 'time', 'line'][i]}, name)));
find('list').focus();
poll();
