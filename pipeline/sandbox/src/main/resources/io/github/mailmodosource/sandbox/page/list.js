// A list of which only the rows that can be seen are elements, however many there are. The newest comes first.
import {clock, el, nameOf, OUTCOMES, say} from './base.js';

const SPARE = 6;

export class List {
  #rows;
  #list = document.getElementById('list');
  #canvas = document.getElementById('canvas');
  #newer = document.getElementById('newer');
  #pool = [];
  #height = 36;
  #unseen = 0;

  /** The number of the row that the keys are on; null for none. */
  selected = null;

  /** @param open is called with the row that is clicked */
  constructor(rows, open) {
    this.#rows = rows;
    this.#list.addEventListener('scroll', () => { this.#seen(); this.draw(); }, {passive: true});
    new ResizeObserver(() => this.#fit()).observe(this.#list);
    this.#canvas.addEventListener('click', event => {
      const line = event.target.closest('.row');
      const row = line && this.#at(Number(line.dataset.index));
      if (row) open(row);
    });
    this.#newer.addEventListener('click', () => this.toTop());
  }

  #at(index) { return this.#rows.shown[this.#rows.shown.length - 1 - index]; }

  /** The place from the top of the row that is selected; -1 for none. */
  get #index() {
    const at = this.selected === null ? -1 : this.#rows.indexOf(this.selected);
    return at < 0 ? -1 : this.#rows.shown.length - 1 - at;
  }

  /** A narrow list has rows of two lines. What stood at the top stays there. */
  #fit() {
    const width = this.#list.clientWidth;
    const first = this.#list.scrollTop / this.#height;
    const parent = this.#list.parentElement;
    parent.classList.toggle('narrow', width < 640);
    parent.classList.toggle('medium', width >= 640 && width < 1000);
    const height = width < 640 ? 58 : 36;
    if (height !== this.#height) {
      this.#height = height;
      this.#stretch();
      this.#list.scrollTop = first * height;
    }
    this.draw();
  }

  #stretch() { this.#canvas.style.height = this.#rows.shown.length * this.#height + 'px'; }

  /** So many new rows stand on top. Whoever looks at the top sees them; for others what they look at stays. */
  grown(added) {
    const top = this.#list.scrollTop;
    this.#stretch();
    if (top > 0 && added > 0) {
      this.#list.scrollTop = top + added * this.#height;
      this.#unseen += added;
    }
    this.#seen();
    this.draw();
  }

  /** Other rows are looked for than before. */
  changed() {
    this.#stretch();
    this.#list.scrollTop = 0;
    this.#seen();
    this.draw();
  }

  #seen() {
    if (this.#list.scrollTop < this.#height) this.#unseen = 0;
    this.#newer.hidden = this.#unseen === 0;
    say(this.#newer, `↑ ${this.#unseen.toLocaleString('en-US')} new`);
  }

  toTop() {
    this.#list.scrollTop = 0;
    this.#seen();
    this.draw();
  }

  /** Moves to the row that is so many below; the first one from nowhere. The row it is on then, or undefined. */
  move(by) {
    const last = this.#rows.shown.length - 1;
    const from = this.#index;
    const to = from < 0 ? this.#firstSeen() : Math.max(0, Math.min(last, from + by));
    return this.#goTo(to);
  }

  first() { return this.#goTo(0); }
  last() { return this.#goTo(this.#rows.shown.length - 1); }

  #firstSeen() { return Math.min(this.#rows.shown.length - 1, Math.ceil(this.#list.scrollTop / this.#height)); }

  #goTo(index) {
    const row = this.#at(index);
    if (!row) return undefined;
    this.selected = row.number;
    const top = index * this.#height, view = this.#list.clientHeight;
    if (top < this.#list.scrollTop) this.#list.scrollTop = top;
    else if (top + this.#height > this.#list.scrollTop + view) this.#list.scrollTop = top + this.#height - view;
    this.draw();
    return row;
  }

  draw() {
    const count = this.#rows.shown.length;
    const first = Math.max(0, Math.floor(this.#list.scrollTop / this.#height) - SPARE);
    const end = Math.min(count, Math.ceil((this.#list.scrollTop + this.#list.clientHeight) / this.#height) + SPARE);
    while (this.#pool.length < end - first) this.#pool.push(this.#canvas.appendChild(new Line().node));
    while (this.#pool.length > end - first) this.#pool.pop().remove();
    this.#pool.forEach((node, i) => {
      const row = this.#at(first + i);
      node.line.show(row, first + i, count, row.number === this.selected);
      node.style.transform = `translateY(${(first + i) * this.#height}px)`;
      node.style.height = this.#height + 'px';
    });
    const selected = this.#canvas.querySelector('[aria-selected=true]');
    if (selected) this.#list.setAttribute('aria-activedescendant', selected.id);
    else this.#list.removeAttribute('aria-activedescendant');
  }
}

/** The element of a row, which is filled again and again. */
class Line {
  static #made = 0;
  #parts = {};

  constructor() {
    const part = name => this.#parts[name] = el('span', {class: name});
    this.node = el('div', {class: 'row', role: 'option', id: 'row' + Line.#made++},
      part('at'), part('event'), part('user'), part('time'), part('line'));
    this.node.line = this;
  }

  show(row, index, count, selected) {
    const parts = this.#parts, node = this.node;
    node.dataset.index = index;
    node.dataset.number = row.number;
    node.dataset.outcome = row.outcome;
    node.classList.toggle('request', row.request);
    node.setAttribute('aria-selected', selected);
    node.setAttribute('aria-posinset', index + 1);
    node.setAttribute('aria-setsize', count);
    say(parts.at, clock(row.at));
    say(parts.event, nameOf(row));
    say(parts.user, row.email && row.user ? `${row.user} · ${row.email}` : row.user || row.email);
    say(parts.time, row.timestamp.replace('T', ' ').replace(/(\.\d+)?Z$/, ''));
    say(parts.line, row.outcome === 'DUPLICATE' ? 'duplicate: this id came before' : row.line);
    node.title = OUTCOMES[row.outcome];
  }
}
