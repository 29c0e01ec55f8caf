// ---- Parts that both reports are made of

const section = (title, ...children) => el('section', null, el('h2', null, title), ...children);
const soft = (...text) => el('p', {class: 'soft'}, text);
const head = names => el('thead', null, el('tr', null, names.map(name => name ? el('th', {scope: 'col'}, name) : el('td'))));
const cell = (text, kind) => el('td', {class: kind}, text);
const count = (n, kind) => cell(format(n), n === 0 ? 'zero' : kind === 'alarm' ? 'bad' : kind);
const share = (n, whole) => cell(percent(n, whole), n === 0 ? 'zero' : null);
const rowHead = (label, note) => el('th', {scope: 'row'}, label, note ? el('small', null, note) : null);
/** A table that may be wider than the page: it scrolls by itself, and by keyboard. */
const wide = (label, table) => el('div', {class: 'wide', tabindex: '0', role: 'region', 'aria-label': label}, table);

/** One piece of a bar, from..to as fractions of its width; a piece that is not empty can always be seen. */
function piece(kind, from, to) {
  if (!(to > from)) return null;
  const node = el('i', {class: kind});
  node.style.width = 100 * (to - from) + '%';
  node.style.right = `min(${100 * (1 - to)}%, calc(100% - 3px))`;
  return node;
}
const bar = (...pieces) => el('td', {class: 'picture'}, el('div', {class: 'bar', 'aria-hidden': 'true'}, pieces));

/**
 * What a person reads first.
 * @param well whether all is well: true, false, or null for neither
 */
function verdict(report, {well, title, sentence, notes}) {
  const code = report.exitCode;
  const known = ['job', 'version', 'runner', 'started', 'finished', 'exitCode', 'since', 'until', 'campaignCount', 'stopped',
    'left', 'running', 'countsLost', 'noTables', 'tablesBegin'];
  const facts = [
    ['Since', report.since && time(report.since)], ['Until', report.until && time(report.until)],
    ['Started', report.started && time(report.started)],
    [report.running ? 'Running for' : 'Duration', report.finished && duration(new Date(report.finished) - new Date(report.started))],
    ['Runner', report.runner], ['Version', report.version],
    ['Exit code', code],
    ...Object.entries(report).filter(([key, value]) => !known.includes(key) && value !== null && typeof value !== 'object')
      .map(([key, value]) => [words(key), value]),
  ].filter(([, value]) => value !== undefined && value !== null && value !== '');
  document.title = `${title} – ${report.job || 'run'} – mailmodo-source`;
  return el('header', null,
    el('p', {class: 'soft'}, `mailmodo-source · ${report.job || 'run'}`),
    el('h1', {class: well ? 'good' : 'bad'}, (well ? '✓ ' : well === null ? '! ' : '✗ ') + title),
    el('p', {class: 'lede'}, sentence),
    notes,
    list(report.notes).map(note => el('p', {class: 'note'}, asSentence(note))),
    report.next && el('p', {class: 'note'}, 'Next: ' + report.next.why, commandLine(report.next.command)),
    el('dl', null, facts.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, String(value))))));
}

/** A command to copy. */
const commandLine = command =>
  el('code', {class: 'command'}, command.split(' ').flatMap((word, at) => [at ? ' ' : '', el('span', null, word)]));

/** What the program says in a line of its own. */
const asSentence = line => line.charAt(0).toUpperCase() + line.slice(1) + (/[.?!]$/.test(line) ? '' : '.');

/** A run that stopped says why before all else. */
const stoppedTitle = report => 'The run stopped: ' + report.stopped;

/** What was done before; requests under way may have arrived, but nobody heard the answer. */
function stoppedSentence(report, funnel) {
  const again = ' Run it again once that is fixed: the same activity gets the same ids.';
  if (report.countsLost) return 'The counts were lost with the workers, so it is not known what was sent.' + again;
  const read = number(funnel.read), then = `Until then ${rows(read)} ${read === 1 ? 'was' : 'were'} read`;
  if (funnel.sent === undefined) return then + '; nothing was compared to its end. Run it again once that is fixed.';
  return `${then}, and ${many(number(funnel.sent), 'event')} reached Segment. ` +
    'What was under way then is not counted as sent, though some of it may have arrived.' + again;
}

/** Both sides of an account differ: nothing else on the page counts then. */
function alarm(faults) {
  return el('div', {class: 'loud', role: 'alert'},
    el('p', {class: 'bad'}, '✗ The two sides do not add up. Do not trust this run.'),
    el('ul', null, faults.map(fault => el('li', null, fault))));
}

/** A plain list of figures: the keys in the order of the JSON. */
const LABELS = {throttled: 'Throttled (429)', bytes: 'Data sent', no_email: 'Ignored: no e-mail', no_user_id: 'Ignored: no user id',
  no_identify_call: 'Ignored: another call type', unreadable: 'Ignored: unreadable'};
function figures(title, map, empty) {
  const show = (key, n) => key === 'bytes' ? bytes(n) : format(n, 1);
  const lines = numbers(map).map(([key, n]) =>
    el('tr', null, rowHead(own(LABELS, key) || words(key)), cell(show(key, n), n === 0 ? 'zero' : null)));
  return section(title, lines.length ? el('table', {class: 'figures'}, el('tbody', null, lines)) : soft(empty));
}

/** What the contacts were; of those that were ignored, the reasons that occurred. */
function contactsCard(contacts) {
  const reasons = numbers(object(contacts).ignoredFor).filter(([, n]) => n > 0);
  return figures('Contacts', {...object(contacts), ...Object.fromEntries(reasons)}, 'Not recorded.');
}

/** Cards for groups of numbers that this page does not know. */
function extras(report, known) {
  return Object.entries(report).filter(([key, value]) => !known.includes(key) && numbers(value).length > 0)
    .map(([key, value]) => figures(words(key), value, ''));
}
