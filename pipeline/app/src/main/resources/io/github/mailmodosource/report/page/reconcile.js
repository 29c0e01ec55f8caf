// ---- The report of reconcile: what should be in the warehouse beside what is there

const KINDS = [['matched', 'there, and right'], ['mismatched', 'there, but a column differs'], ['missing', 'missing'],
  ['unexpected', 'there, without activity behind it']];
const FOUND = [
  ['expected', 'Expected', null], ['matched', 'Matched', null], ['missing', 'Missing', 'bad'], ['mismatched', 'Mismatched', 'differs'],
  ['unexpected', 'Unexpected', 'strange'], ['duplicated', 'Duplicated', null],
];
const clean = counts => wrongOf(counts) + number(counts.duplicated) === 0;
const worstFirst = (a, b) => wrongOf(b) - wrongOf(a) || number(b.duplicated) - number(a.duplicated) ||
  number(b.expected) - number(a.expected);

/** Expected is what matched, is missing or differs: in total, and in every part. */
function reconcileFaults(report) {
  const parts = [['In total', object(report.totals)], ...Object.entries(object(report.events)), ...Object.entries(object(report.days))];
  return parts.filter(([, c]) => number(c.expected) !== number(c.matched) + number(c.missing) + number(c.mismatched))
    .map(([name, c]) => `${name}: ${format(number(c.expected))} expected, but ` +
      `${format(number(c.matched) + number(c.missing) + number(c.mismatched))} accounted for.`);
}

function reconcileTitle(report, totals) {
  if (report.exitCode === 1) return 'The comparison failed';
  if (report.noTables) return 'The warehouse has none of the seven tables';
  if (report.tablesBegin) return `The tables begin at ${time(report.tablesBegin)}, later than what was judged`;
  if (number(totals.expected) + number(totals.unexpected) === 0) return 'Nothing was expected, which proves nothing';
  if (clean(totals)) return 'Everything arrived';
  if (wrongOf(totals) === 0) return 'Everything arrived, some of it more than once';
  const [kind, said] = [['missing', n => `${many(n, 'event')} ${n === 1 ? 'is' : 'are'} missing in the warehouse`],
    ['mismatched', n => `${many(n, 'event')} ${n === 1 ? 'differs' : 'differ'} in the warehouse`],
    ['unexpected', n => `${many(n, 'event')} in the warehouse that nobody expected`]].find(([k]) => number(totals[k]) > 0);
  return said(totals[kind]);
}

/** The day and event with the most that is wrong, so that the first sentence can name it. */
function worstCell(matrix) {
  let worst = null;
  for (const [day, events] of Object.entries(matrix)) {
    for (const [event, counts] of Object.entries(object(events))) {
      if (wrongOf(counts) > (worst ? wrongOf(worst.counts) : 0)) worst = {day, event, counts};
    }
  }
  return worst;
}

function holeSentence(worst, campaigns) {
  if (!worst) return '';
  const c = worst.counts;
  const kind = WORSE.find(k => number(c[k]) === Math.max(...WORSE.map(w => number(c[w]))));
  const of = kind === 'unexpected' ? '' : ` of ${format(number(c.expected))}`;
  const campaign = campaigns.find(campaign => wrongOf(campaign) > 0);
  return `Look first at ${dayName(worst.day)}, ${worst.event}: ${format(c[kind])}${of} ${kind}` +
    (campaign && campaigns.length > 1 ? `; worst campaign: ${campaign.name.trim()}.` : '.');
}

function reconcileVerdict(report, totals, campaigns, matrix) {
  const faults = reconcileFaults(report);
  const expected = number(totals.expected);
  const within = !clean(totals) && report.exitCode === 0 ? ' This is within what the run allows.' : '';
  const sentence = expected + number(totals.unexpected) === 0
    ? 'No activity of identified contacts in this window, and nothing in the warehouse.'
    : expected === 0 ? `Nothing was expected, which proves nothing. ${holeSentence(worstCell(matrix), campaigns)}${within}`
    : clean(totals) ? `All ${many(expected, 'event')} that should be in the warehouse ${expected === 1 ? 'is' : 'are'} there, column by column.`
    : `${format(number(totals.matched))} of ${format(expected)} expected events (${percent(number(totals.matched), expected)}) are there ` +
      `and right. ${holeSentence(worstCell(matrix), campaigns)}${within}`;
  return verdict(report, {
    well: faults.length === 0 && report.exitCode === 0,
    title: faults.length > 0 ? 'The numbers do not add up' : reconcileTitle(report, totals),
    sentence,
    notes: faults.length > 0 ? alarm(faults) : null,
  });
}

// What is wrong comes before what is right, so that a phone shows it without scrolling.
const COLUMNS = ['expected', 'missing', 'mismatched', 'unexpected', 'duplicated', 'matched'].map(key => FOUND.find(([k]) => k === key));

function tiles(totals) {
  return el('dl', {class: 'tiles'}, FOUND.map(([key, label, kind]) => {
    const n = number(totals[key]);
    return el('div', {class: 'tile'}, el('dt', null, label), el('dd', {class: n === 0 ? 'zero' : kind}, format(n)));
  }));
}

function holeSection(matrix) {
  if (Object.keys(matrix).length === 0) return section('Day by day', soft('No events.'));
  const about = (parts, kinds) => {
    const lines = kinds.filter(([kind]) => number(parts[kind]) > 0).map(([kind, name]) => `${format(parts[kind])} ${name}`);
    return lines.length ? lines : ['nothing expected, nothing there'];
  };
  const worst = worstCell(matrix);
  return section('Day by day',
    soft('Every bar is a day of one event (UTC); each row has a scale of its own. A shaded day has something wrong.'),
    legend(KINDS, matrix),
    daysFigure(matrix, KINDS, about, 'Events by day and event. ' + (worst ? holeSentence(worst, []) : 'Nothing is wrong.')));
}

function foundTable(label, first, lines, total) {
  const line = ({name, note, counts}) => el('tr', null, rowHead(name, note),
    COLUMNS.map(([key, , kind]) => count(number(counts[key]), kind)),
    cell(percent(number(counts.matched), number(counts.expected)), 'soft'));
  return wide(label, el('table', null, head([first, ...COLUMNS.map(([, name]) => name), 'Right']),
    el('tbody', null, lines.map(line)), total ? el('tfoot', null, line({name: 'Total', counts: total})) : null));
}

/** The lines with something wrong at once, the others on demand. */
function foundSection(title, one, lines, total, first) {
  if (lines.length === 0) return section(title, soft('None.'));
  const wrong = lines.filter(line => !clean(line.counts)), right = lines.filter(line => clean(line.counts));
  const shown = wrong.slice(0, 25), more = wrong.slice(25);
  const node = section(title,
    soft(wrong.length === 0 ? `Nothing is wrong in ${many(lines.length, one)}.`
      : `${format(wrong.length)} of ${many(lines.length, one)} with something wrong.`),
    shown.length > 0 ? foundTable(title, first, shown, total) : null,
    more.length > 0 ? el('details', null, el('summary', null, `${format(more.length)} more with something wrong`),
      foundTable(title + ', more', first, more, null)) : null,
    right.length > 0 ? el('details', null, el('summary', null, `${many(right.length, one)} without fault`),
      foundTable(title + ', without fault', first, right, null)) : null);
  node.className = 'long';
  return node;
}

/** A long name may break at its underscores. */
const breakable = name => name.split(/(?<=_)/).flatMap(part => [part, el('wbr')]);

function sampleCard(sample) {
  const expected = object(sample.expected), actual = object(sample.actual);
  // The id is what both sides are matched on, and stands above.
  const columns = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter(column => column !== 'id');
  const sides = [['Expected', expected], ['In the warehouse', actual]].filter(([, map]) => Object.keys(map).length > 0);
  const both = sides.length === 2;
  const differ = column => both && own(expected, column) !== own(actual, column);
  const value = (map, column) => own(map, column) === undefined ? el('td', {class: 'zero'}, '–') : cell(String(map[column]));
  return el('article', {class: 'sample'},
    el('header', null, el('b', null, [sample.event, sample.day && dayName(sample.day), sample.campaign].filter(Boolean).join(' · ')),
      el('br'), el('code', null, sample.messageId)),
    el('table', null, head(['Column', ...sides.map(([side]) => side)]),
      el('tbody', null, [...columns.filter(differ), ...columns.filter(column => !differ(column))].map(column =>
        el('tr', {class: differ(column) && 'other'}, rowHead(breakable(column)), sides.map(([, map]) => value(map, column)))))));
}

function samplesSection(samples) {
  if (samples.length === 0) return null;
  const node = section('Samples', soft('A few events of each kind, as they should be and as they are; e-mail addresses are masked.'),
    FOUND.map(([kind, label]) => {
      const some = samples.filter(sample => sample.finding === kind);
      return some.length > 0 && [el('h3', null, label), some.map(sampleCard)];
    }));
  node.className = 'long';
  return node;
}

/** Coarse, so nothing in it is an alarm; more than Mailmodo counted is marked all the same. */
function mailmodoSection(counts) {
  if (!isObject(counts)) return null;
  const totals = object(counts.totals), campaigns = list(counts.campaigns).filter(isObject);
  const more = f => number(f.expected) > number(f.mailmodo) ? 'differs' : null;
  const line = event => {
    const f = object(totals[event]);
    return el('tr', null, rowHead(event), count(number(f.mailmodo)), count(number(f.expected), more(f)), count(number(f.there)),
      cell(percent(number(f.expected), number(f.mailmodo)), 'soft'));
  };
  const events = inOrder(Object.keys(totals));
  const ofCampaign = c => el('tr', null, rowHead(c.name, c.id === c.name ? null : c.id), events.map(event => {
    const f = own(object(c.events), event);
    return isObject(f) ? cell(`${format(number(f.expected))} of ${format(number(f.mailmodo))}`, more(f)) : cell('–', 'zero');
  }));
  const node = section("Mailmodo's own totals beside ours",
    soft('Coarse, and no part of the verdict: Mailmodo counts contacts that Segment does not know too, and a bulk campaign’s whole ' +
      'life. Ours may be less; more is worth a look.'),
    wide('By event', el('table', null, head(['Event', 'Mailmodo', 'Expected', 'In the warehouse', 'Expected share']),
      el('tbody', null, events.map(line)))),
    el('details', null, el('summary', null, `${many(campaigns.length, 'campaign')}, furthest apart first: expected of Mailmodo’s`),
      wide('By campaign', el('table', null, head(['Campaign', ...events]), el('tbody', null, campaigns.map(ofCampaign))))));
  node.className = 'long';
  return node;
}

/** What became of the rows before anything was compared; what is expected is known only after that. */
function rowsSection(funnel, stopped) {
  const lines = numbers(funnel).filter(([key]) => !stopped || key !== 'expected').map(([key, n]) => {
    const [label, note, kind] = key === 'read' ? ['Read', 'every row of the activity']
      : key === 'expected' ? ['Expected', 'should be in the warehouse'] : outcome(key);
    return el('tr', null, rowHead(label, note), count(n, kind === 'alarm' ? kind : null), share(n, number(funnel.read)));
  });
  return section('Rows of the activity', el('table', null, head(['Outcome', 'Rows', 'Share']), el('tbody', null, lines)));
}

/** Nothing was compared to its end, so no figure of the comparison means anything. */
function stoppedPage(report) {
  const funnel = object(report.funnel), resent = object(report.resent);
  return [
    verdict(report, {well: false, title: stoppedTitle(report), notes: null,
      sentence: stoppedSentence(report, {read: funnel.read, sent: resent.sent})}),
    ...(report.countsLost ? [] : [...rowSections(report), besides(report)]),
  ];
}

const rowSections = report => [isObject(report.funnel) && rowsSection(report.funnel, report.stopped),
  isObject(report.deadLetters) && deadLettersSection(report.deadLetters, report.stopped)];
const besides = report => el('div', {class: 'cards'},
  isObject(report.contacts) && contactsCard(report.contacts),
  isObject(report.resent) && resentCard(report.resent),
  isObject(report.warnings) && warningsSection(report),
  extras(report, ['totals', 'funnel', 'deadLetters', 'contacts', 'resent', 'warnings']));

/** Where it went matters as much as how much it was: a destination that had it before gets it twice. */
function resentCard(resent) {
  const part = figures('Sent again', resent, 'Nothing.');
  const to = object(resent.integrations);
  if (Object.keys(to).length > 0 && !number(resent.heldBack)) {
    part.append(soft(to.All === false && Object.keys(to).every(key => key === 'All' || key === 'Warehouses')
      ? 'To warehouses only: other destinations may have had these events before.'
      : `With the integrations ${JSON.stringify(to)}.`));
  }
  return part;
}

function reconcilePage(report) {
  if (report.stopped) return stoppedPage(report);
  const totals = object(report.totals), matrix = object(report.daysByEvent);
  const lines = (map, names) => names.map(name => ({name: dayName(name), counts: object(map[name])}));
  const events = object(report.events), days = object(report.days);
  const campaigns = list(report.campaigns).filter(isObject).sort(worstFirst);
  const left = number(report.campaignCount) - campaigns.length;
  return [
    reconcileVerdict(report, totals, campaigns, matrix),
    tiles(totals),
    holeSection(matrix),
    foundSection('By campaign, worst first', 'campaign',
      campaigns.map(c => ({name: c.name, note: c.id === c.name ? null : c.id, counts: c})), null, 'Campaign'),
    left > 0 && soft(`${many(left, 'more campaign')}: see report.json.`),
    foundSection('By event', 'event', lines(events, inOrder(Object.keys(events))), totals, 'Event'),
    foundSection('By day', 'day', lines(days, Object.keys(days).sort()), totals, 'Day'),
    ...rowSections(report),
    mailmodoSection(report.counts),
    samplesSection(list(report.samples).filter(isObject)),
    besides(report),
  ];
}
