// The rows that the page knows, oldest first, and those of them that are looked for.

/** As many as the sandbox keeps unless it is told otherwise. */
export const KEEP = 100000;

/** Dropped together: to drop one from the front moves all the others. */
const SLACK = 5000;

export class Rows {
  #all = [];
  #words = '';
  #choice = '';

  /** How often each event name came, and each outcome. */
  names = new Map();
  outcomes = new Map();

  /** Those that are looked for, oldest first. */
  shown = [];

  get size() { return this.#all.length; }

  clear() {
    this.#all = [];
    this.shown = [];
    this.names.clear();
    this.outcomes.clear();
  }

  /** Takes rows that came behind all others; how many of them are looked for. */
  add(rows) {
    const before = this.shown.length;
    for (const row of rows) {
      row.words = [row.event, row.user, row.email, row.messageId].join('\n').toLowerCase();
      this.#all.push(row);
      this.#count(row, 1);
      if (this.#fits(row)) this.shown.push(row);
    }
    const added = this.shown.length - before;
    if (this.#all.length > KEEP + SLACK) this.#drop(this.#all.length - KEEP);
    return added;
  }

  #drop(n) {
    for (const row of this.#all.splice(0, n)) this.#count(row, -1);
    const first = this.#all[0].number;
    const gone = this.shown.findIndex(row => row.number >= first);
    this.shown.splice(0, gone < 0 ? this.shown.length : gone);
  }

  #count(row, by) {
    const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + by);
    if (row.event !== null) add(this.names, row.event);
    add(this.outcomes, row.outcome);
  }

  /** Looks for rows that have these words, each of them anywhere; of an event, or of an outcome: =REFUSED. */
  look(words, choice) {
    this.#words = words.toLowerCase().split(/\s+/).filter(word => word);
    this.#choice = choice;
    this.shown = this.#all.filter(row => this.#fits(row));
  }

  #fits(row) {
    const choice = this.#choice;
    if (choice && (choice.startsWith('=') ? '=' + row.outcome : '@' + row.event) !== choice) return false;
    for (const word of this.#words) if (!row.words.includes(word)) return false;
    return true;
  }

  /** Where the row with that number stands in `shown`; -1 if it does not. */
  indexOf(number) {
    let low = 0, high = this.shown.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1, found = this.shown[middle].number;
      if (found === number) return middle;
      if (found < number) low = middle + 1; else high = middle - 1;
    }
    return -1;
  }
}
