// One event in full.
import {clock, el, format, nameOf, OUTCOMES} from './base.js';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON over several lines, as pieces of text with a kind. Numbers stay as they were written; an emoji is one again. */
function* pretty(json) {
  const tokens = json.match(TOKENS) ?? [];
  let depth = 0;
  const line = () => '\n' + '  '.repeat(depth);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i], next = tokens[i + 1];
    if (token === '{' || token === '[') {
      if (next === '}' || next === ']') { yield [token + next, '']; i++; continue; }
      depth++;
      yield [token + line(), ''];
    } else if (token === '}' || token === ']') {
      depth--;
      yield [line() + token, ''];
    } else if (token === ',') yield [',' + line(), ''];
    else if (token === ':') yield [': ', ''];
    else if (token.startsWith('"')) yield [JSON.stringify(JSON.parse(token)), next === ':' ? 'key' : 'text'];
    else yield [token, 'value'];
  }
}

export class Detail {
  #node = document.getElementById('detail');
  #close;

  /** The number of the entry that is open; null for none. */
  open = null;

  constructor(close) { this.#close = close; }

  hide() {
    this.open = null;
    this.#node.hidden = true;
    this.#node.replaceChildren();
  }

  /** Shows the row's entry, once it is there; nothing if another one was opened meanwhile. */
  async show(row) {
    this.open = row.number;
    let full = null, problem = null;
    try {
      const answer = await fetch('/sandbox/log/' + row.number);
      if (answer.ok) full = await answer.json();
      else problem = 'The sandbox no longer has this event: it keeps the newest ones only.';
    } catch {
      problem = 'The sandbox does not answer. Is it still running?';
    }
    // After a restart, numbers begin again.
    if (full && full.at !== row.at) [full, problem] = [null, 'The sandbox no longer has this event: it was emptied or started again.'];
    if (this.open !== row.number) return;
    this.#node.replaceChildren(...this.#parts(full ?? row, problem));
    this.#node.hidden = false;
    this.#node.scrollTop = 0;
  }

  #parts(entry, problem) {
    const close = el('button', {type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)'}, '✕');
    close.addEventListener('click', this.#close);
    const head = el('div', {class: 'head'}, el('h2', {}, nameOf(entry)), close);
    if (problem) return [head, el('p', {class: 'verdict refused'}, problem)];
    return [head, verdict(entry), reasons(entry), facts(entry), entry.payload && payload(entry.payload)].filter(part => part);
  }
}

/** What Segment itself does with such an event, the worst first; of the event, and for one reason. */
const SEGMENT = [
  ['REFUSES', 'Segment would refuse it too.', 'Segment answers 400'],
  ['DROPS', 'Segment would answer 200, and drop this event afterwards.', 'Segment answers 200 and drops the event'],
  ['TAKES', 'Segment would take this event, which is not as it documents the Mailmodo Source.', 'Segment takes it; the sandbox is stricter'],
];

/** What became of it, in a sentence. */
function verdict(entry) {
  if (entry.outcome === 'ACCEPTED') return el('p', {class: 'verdict accepted'}, el('b', {}, OUTCOMES.ACCEPTED), '. Nothing is wrong with it.');
  if (entry.outcome === 'DUPLICATE') {
    return el('p', {class: 'verdict duplicate'}, el('b', {}, OUTCOMES.DUPLICATE),
      '. The request was answered 200, but an event with this messageId had come before. Segment would drop this one.');
  }
  if (entry.request) return el('p', {class: 'verdict refused'}, el('b', {}, 'Refused'), ` with ${entry.status}: ${entry.message}. Nothing of this request was taken.`);
  return el('p', {class: 'verdict refused'}, el('b', {}, 'Refused'), ` with ${entry.status}: ${entry.message}, so nothing of its request was taken. `,
    SEGMENT.find(([does]) => entry.reasons.some(reason => reason.segment === does))[1]);
}

function reasons(entry) {
  if (!entry.reasons.length) return null;
  return el('ul', {class: 'reasons'}, entry.reasons.map(reason => el('li', {}, reason.text,
    el('small', {}, SEGMENT.find(([does]) => reason.segment === does)[2]))));
}

function facts(entry) {
  const day = new Date(entry.at).toLocaleDateString('en-CA');
  const known = [['Received', `${day} ${clock(entry.at)}`], ['Timestamp', entry.timestamp], ['User', entry.user], ['E-mail', entry.email],
    ['Message id', entry.messageId]];
  return el('dl', {}, known.filter(([, value]) => value).map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function payload(json) {
  const text = el('pre', {}, [...pretty(json)].map(([piece, kind]) => kind ? el('span', {class: kind}, piece) : piece));
  const copy = el('button', {type: 'button', class: 'copy'}, 'Copy');
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'The browser does not allow it';
    }
  });
  const bytes = new TextEncoder().encode(json).length;
  return el('div', {class: 'payload'}, el('div', {class: 'bar'}, el('span', {}, `${format(bytes)} bytes`), copy), text);
}
